import type { Database } from './database.js'

/** Notes that the whole trail came from elsewhere: what somebody else keeps must not be swept unasked. */
export function markForeign(db: Database): void {
  writeMeta(db, 'origin', 'foreign')
}

export function isForeign(db: Database): boolean {
  return readMeta(db, 'origin') === 'foreign'
}

/** The place in the journal up to which the database has read; null for one that has read nothing. */
export function readPlace(db: Database): string | null {
  return readMeta(db, 'place')
}

export function writePlace(db: Database, place: string | null): void {
  writeMeta(db, 'place', place)
}

function readMeta(db: Database, key: string): string | null {
  return db.json<string | null>('SELECT json_quote(value) FROM agent_audit_meta WHERE key = ?', [key])[0] ?? null
}

function writeMeta(db: Database, key: string, value: string | null): void {
  db.run('INSERT OR REPLACE INTO agent_audit_meta (key, value) VALUES (?, ?)', [key, value])
}
