/** Where sql.js's WebAssembly lies beside the package's modules: written out, since bundlers look for this very expression. */
export const wasmUrl: URL = new URL('../sql-wasm.wasm', import.meta.url)

/** The bytes of sql.js's WebAssembly. Throws when the address gives something else. */
export async function fetchWasm(): Promise<ArrayBuffer> {
  const response = await fetch(wasmUrl)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const bytes = await response.arrayBuffer()
  if (isWasm(bytes)) return bytes
  throw new Error(`the answer is no WebAssembly but ${response.headers.get('content-type') ?? 'something else'}`)
}

/** Whether the bytes begin as the WebAssembly specification has it (5.5.16): NUL, asm. A server's fallback page does not. */
function isWasm(bytes: ArrayBuffer): boolean {
  return bytes.byteLength > 4 && new DataView(bytes).getUint32(0) === 0x00_61_73_6d
}
