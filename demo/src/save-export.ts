import type { AuditFilter, AuditStore } from 'tallystick'

/** The forms in which a trail leaves the page. */
export type ExportKind = 'json' | 'csv' | 'db'

const mediaTypes: Readonly<Record<ExportKind, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  db: 'application/vnd.sqlite3',
}

/** Exports the entries that match and hands them to the browser as a download. */
export async function saveExport(store: AuditStore, filter: AuditFilter, kind: ExportKind): Promise<void> {
  const content = await read(store, filter, kind)
  const url = URL.createObjectURL(new Blob([content], { type: mediaTypes[kind] }))
  const link = document.createElement('a')
  link.href = url
  link.download = `audit.${kind}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** The kind that a button names. */
export function toExportKind(value: string | undefined): ExportKind | undefined {
  return value === 'json' || value === 'csv' || value === 'db' ? value : undefined
}

async function read(store: AuditStore, filter: AuditFilter, kind: ExportKind): Promise<BlobPart> {
  if (kind === 'json') return store.exportJson(filter)
  if (kind === 'csv') return store.exportCsv(filter)
  return new Uint8Array(await store.exportDatabase(filter))
}
