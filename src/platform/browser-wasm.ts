import { toAuditError } from '../error.js'

/**
 * The WebAssembly that lies beside the package's modules.
 *
 * @throws AuditError `SQLITE_UNAVAILABLE` when the address gives something else.
 */
export async function fetchWasm(): Promise<ArrayBuffer> {
  // Written out, since bundlers look for this very expression to take the file along.
  const url = new URL('../sql-wasm.wasm', import.meta.url)
  try {
    return await bytesOf(url)
  } catch (error) {
    throw toAuditError(
      error,
      'SQLITE_UNAVAILABLE',
      `sql.js's WebAssembly could not be loaded from ${url.href}. Pass its address as \`wasm\``,
    )
  }
}

async function bytesOf(url: URL): Promise<ArrayBuffer> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const bytes = await response.arrayBuffer()
  if (isWasm(bytes)) return bytes
  throw new Error(`the answer is no WebAssembly but ${response.headers.get('content-type') ?? 'something else'}`)
}

/** Whether the bytes begin as the WebAssembly specification has it (5.5.16): NUL, asm. A server's fallback page does not. */
function isWasm(bytes: ArrayBuffer): boolean {
  return bytes.byteLength > 4 && new DataView(bytes).getUint32(0) === 0x00_61_73_6d
}
