import { readFile } from 'node:fs/promises'
import type { AuditRow } from '../../../src/entry/row.js'
import type { AuditError } from '../../../src/error.js'
import { memoryMedium, memoryPersistence } from '../../../src/persistence/memory/memory.js'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { applyRecord } from '../../../src/storage/sqljs/apply.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { loadEngine } from '../../../src/storage/sqljs/engine.js'
import { migrate } from '../../../src/storage/sqljs/migration.js'
import { localReadingSide } from '../../../src/storage/sqljs/local-reading-side.js'
import { createIndexes } from '../../../src/storage/sqljs/schema.js'
import { sqljsStorage } from '../../../src/storage/sqljs/sqljs.js'
import type { StorageAdapter } from '../../../src/storage/storage-adapter.js'
import { someRow } from '../../any-row.js'

/** The WebAssembly that comes with sql.js. */
export function wasm(): Promise<Uint8Array> {
  return readFile(new URL('../../../node_modules/sql.js/dist/sql-wasm.wasm', import.meta.url))
}

/** All that needs SQLite, as a storage asks for it. */
export async function loadReadingSide(): Promise<typeof localReadingSide> {
  return localReadingSide
}

/** A storage in memory and what it reported. */
export interface Opened {
  readonly storage: StorageAdapter
  readonly persistence: Persistence
  readonly faults: AuditError[]
}

/** A place in memory that any number of storages can open. */
export interface Place {
  open(now?: () => number): Promise<Opened>
}

export function place(): Place {
  const medium = memoryMedium()
  return { open: (now) => opened(memoryPersistence({ medium }), now) }
}

/** An empty trail, in SQLite alone. */
export async function freshDatabase(): Promise<Database> {
  const engine = await loadEngine(wasm)
  const db = engine.open()
  migrate(db, 'fresh')
  db.execute(createIndexes)
  return db
}

/** Puts these rows in the place of all that are there. */
export function fill(db: Database, rows: readonly AuditRow[]): void {
  db.run('DELETE FROM agent_audit WHERE id IS NOT NULL')
  db.transaction(() => rows.forEach((each) => applyRecord(db, { kind: 'entry', row: each })))
}

/** A storage over a persistence, opened. */
export async function opened(persistence: Persistence, now: () => number = Date.now): Promise<Opened> {
  const faults: AuditError[] = []
  const storage = sqljsStorage({
    persistence,
    loadReadingSide,
    loadWasm: wasm,
    onFault: (fault) => faults.push(fault),
    now,
  })
  await storage.open()
  return { storage, persistence, faults }
}

let count = 0

/** A whole row; what is not given is like that of any other. */
export function row(given: Partial<AuditRow> = {}): AuditRow {
  count += 1
  return someRow({
    id: `id-${String(count).padStart(6, '0')}`,
    timestamp: '2026-11-23T07:38:04.998000+00:00',
    tool_name: 'file_write',
    result: 'null',
    created_at: '2026-11-23T07:38:05.000000+00:00',
    parameters_size: 2,
    result_size: 4,
    ...given,
  })
}
