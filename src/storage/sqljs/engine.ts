import type { Database as SqlDatabase, SqlJsStatic } from 'sql.js'
import { AuditError, toAuditError } from '../../error.js'
import { Database } from './database.js'
import { FileBytes } from './file-bytes.js'
import type { WasmSource } from './wasm-source.js'

/** SQLite, loaded and ready to open databases. */
export interface Engine {
  /** A database of `bytes`, which it takes over and writes into, or an empty one. Throws SQLite's error when they are none. */
  open(bytes?: Uint8Array): Database
}

let engine: Promise<Engine> | null = null

/**
 * SQLite, once for the whole process. It is downloaded at the first call, and again after a call that failed.
 *
 * @throws AuditError `SQLITE_UNAVAILABLE`.
 */
export function loadEngine(loadWasm: () => Promise<WasmSource>): Promise<Engine> {
  engine ??= start(loadWasm).catch((error: unknown) => {
    engine = null
    throw toAuditError(error, 'SQLITE_UNAVAILABLE', 'The WebAssembly of sql.js could not be loaded')
  })
  return engine
}

/** The module is compiled before sql.js hears of it, since sql.js keeps a failed start for ever. */
async function start(loadWasm: () => Promise<WasmSource>): Promise<Engine> {
  const [{ default: initSqlJs }, module] = await Promise.all([import('sql.js'), loadWasm().then(compile)])
  const sql = await new Promise<SqlJsStatic>((resolve, reject) => {
    const instantiateWasm = (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance) => void,
    ): WebAssembly.Exports => {
      // oxlint-disable-next-line promise/no-callback-in-promise -- sql.js takes a callback, and never fails itself.
      WebAssembly.instantiate(module, imports).then(done, reject)
      return {}
    }
    initSqlJs({ instantiateWasm }).then(resolve, reject)
  })
  return {
    open: (bytes) => {
      if (!bytes) return openDatabase(new sql.Database(), null)
      const file = new FileBytes(withoutLog(bytes))
      return openDatabase(new sql.Database(givenAs(file, bytes)), file)
    },
  }
}

/** The first look into the bytes is where SQLite notices that they are no database. */
function openDatabase(db: SqlDatabase, file: FileBytes | null): Database {
  try {
    return new Database(db, file)
  } catch (error) {
    db.close()
    throw error
  }
}

async function compile(source: WasmSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source
  if (typeof source === 'string' || source instanceof URL) return WebAssembly.compile(await download(source))
  // A `Uint8Array` may lie in shared memory as far as its type tells; WebAssembly copies from either.
  return WebAssembly.compile(source as BufferSource)
}

async function download(address: string | URL): Promise<ArrayBuffer> {
  const response = await fetch(address)
  if (response.ok) return response.arrayBuffer()
  throw new AuditError(
    'SQLITE_UNAVAILABLE',
    `${String(address)} answered with status ${response.status}. Check where the option \`wasm\` points.`,
  )
}

/**
 * The bytes of a file that needs no write-ahead log: a header that asks for one is told to do without, since SQLite in memory
 * has none to offer (https://www.sqlite.org/fileformat.html#file_format_version_numbers).
 */
function withoutLog(bytes: Uint8Array): Uint8Array {
  if (bytes[18] === 2 || bytes[19] === 2) bytes.fill(1, 18, 20)
  return bytes
}

/** What sql.js takes for an array of these bytes: it asks for a `slice()` of them to keep, and is given the file. */
function givenAs(file: FileBytes, { buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  const slice = (): FileBytes => file
  return Object.assign(new Uint8Array(buffer, byteOffset, byteLength), { slice })
}
