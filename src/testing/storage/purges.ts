import type { PurgeRule } from '../../storage/query.js'
import type { StorageAdapter } from '../../storage/storage-adapter.js'
import { check, checkEqual } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { entry, storedIds, time } from './rows.js'

const old: PurgeRule = { rule: 'days:1', before: time(10), sparesForeign: false }
const oldAndSafe: PurgeRule = { ...old, rule: 'safe:1', riskLevel: ['safe'] }
const noKeeping = { keepSome: false }

const records = [
  entry('a', { timestamp: time(1) }),
  entry('b', { timestamp: time(9), risk_level: 'critical' }),
  entry('c', { timestamp: time(10) }),
  entry('d', { timestamp: time(11) }),
]

/** What every storage adapter does when it purges. */
export const purgeCases: CaseBodies<StorageAdapter> = {
  'removes what is older, and leaves a record of it, over a reopening too': async ({ open }) => {
    const adapter = await open()
    await adapter.append(records)
    const purged = await adapter.purge([old], noKeeping)
    const recorded = purged.map(({ rule, before, count }) => ({ rule, before, count }))
    checkEqual(recorded, [{ rule: 'days:1', before: time(10), count: 2 }], 'what purge() says')
    checkEqual(await adapter.purges(), purged, 'what purges() says')
    checkEqual(await storedIds(adapter), ['c', 'd'], 'the rows')
    await adapter.close()
    const again = await open()
    checkEqual(await again.purges(), purged, 'what purges() says after reopening')
    checkEqual(await storedIds(again), ['c', 'd'], 'the rows after reopening')
  },

  'removes what each of several rules names, of its risk levels alone': async ({ open }) => {
    const adapter = await open()
    await adapter.append(records)
    const later: PurgeRule = { ...old, rule: 'destructive:1', riskLevel: ['destructive'] }
    const purged = await adapter.purge([oldAndSafe, later], noKeeping)
    checkEqual(
      purged.map(({ rule, count }) => ({ rule, count })),
      [{ rule: 'safe:1', count: 1 }],
      'what purge() says',
    )
    checkEqual(await storedIds(adapter), ['b', 'c', 'd'], 'the rows')
  },

  'records nothing when nothing is removed': async ({ open }) => {
    const adapter = await open()
    await adapter.append(records.slice(2))
    checkEqual(await adapter.purge([old], noKeeping), [], 'what purge() says')
    checkEqual(await adapter.purges(), [], 'what purges() says')
    checkEqual(await storedIds(adapter), ['c', 'd'], 'the rows')
  },

  'waits, when told to, while nothing would be left': async ({ open }) => {
    const adapter = await open()
    await adapter.append(records.slice(0, 2))
    checkEqual(await adapter.purge([old], { keepSome: true }), [], 'what purge() says')
    checkEqual(await storedIds(adapter), ['a', 'b'], 'the rows')
    await adapter.append(records.slice(2))
    check((await adapter.purge([old], { keepSome: true })).length === 1, 'a purge that leaves something goes ahead')
    checkEqual(await storedIds(adapter), ['c', 'd'], 'the rows')
    check((await adapter.purge([{ ...old, before: time(99) }], noKeeping)).length === 1, 'a purge of all goes ahead')
    checkEqual(await storedIds(adapter), [], 'the rows')
  },

  'spares imported entries where the rule does': async ({ open }) => {
    const adapter = await open()
    const { row } = entry('imported', { timestamp: time(1) })
    await adapter.append([...records, { kind: 'entry', row, imported: true }])
    await adapter.purge([{ ...old, sparesForeign: true }], noKeeping)
    checkEqual(await storedIds(adapter), ['imported', 'c', 'd'], 'the rows')
    await adapter.purge([old], noKeeping)
    checkEqual(await storedIds(adapter), ['c', 'd'], 'the rows')
  },

  'says when the earliest entry was made that a rule covers': async ({ open }) => {
    const adapter = await open()
    const rules: readonly PurgeRule[] = [
      { ...old, before: time(99) },
      { ...old, before: time(99), riskLevel: ['critical'] },
      { ...old, before: time(99), riskLevel: ['moderate'] },
    ]
    checkEqual(await adapter.earliest(rules), [null, null, null], 'the earliest of nothing')
    await adapter.append(records)
    checkEqual(await adapter.earliest(rules), [time(1), time(9), null], 'the earliest')
  },

  'takes purged rows from other adapters at the place, and keeps what they append': async ({ open }) => {
    const [left, right] = [await open(), await open()]
    await left.append(records)
    checkEqual(await storedIds(right), ['a', 'b', 'c', 'd'], 'the rows that the other has read')
    await right.append([entry('e', { timestamp: time(12) })])
    await Promise.all([left.purge([old], noKeeping), right.append([entry('f', { timestamp: time(13) })])])
    for (const adapter of [left, right, await open()]) {
      checkEqual(await storedIds(adapter), ['c', 'd', 'e', 'f'], 'the rows')
      checkEqual((await adapter.purges()).length, 1, 'the number of purges')
    }
    await right.checkpoint()
    checkEqual(await storedIds(await open()), ['c', 'd', 'e', 'f'], 'the rows after a checkpoint of the other')
  },

  'lists purges, the latest first': async ({ open }) => {
    const adapter = await open()
    for (const [index, record] of records.entries()) {
      await adapter.append([record])
      await adapter.purge([{ ...old, rule: `purge ${index}`, before: time(99) }], noKeeping)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const names = (await adapter.purges()).map(({ rule }) => rule)
    checkEqual(names, ['purge 3', 'purge 2', 'purge 1', 'purge 0'], 'the purges')
  },
}
