import type { AuditBucket } from '../../src/store/audit-store.js'

/** Buckets of a quarter of an hour, each with some more actions than the one before; every fourth is empty. */
export function buckets(count: number): readonly AuditBucket[] {
  const start = Date.parse('2026-11-23T07:00:00Z')
  return Array.from({ length: count }, (_, index) => {
    const some = index % 4 === 3 ? 0 : index + 1
    const byRisk = {
      safe: some * 3,
      moderate: some,
      destructive: index % 3 === 0 ? some : 0,
      critical: some > 5 ? 1 : 0,
    }
    const total = Object.values(byRisk).reduce((sum, level) => sum + level, 0)
    const [from, to] = [index, index + 1].map((step) => new Date(start + step * 900_000).toISOString())
    return { from: from ?? '', to: to ?? '', byRisk, total }
  })
}
