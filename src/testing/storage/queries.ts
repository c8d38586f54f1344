import type { AuditRow } from '../../entry/row.js'
import type { EntryFilter } from '../../storage/query.js'
import type { StorageAdapter } from '../../storage/storage-adapter.js'
import { checkEqual } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { appendEight, eightRows, entry, everything, storedIds, time } from './rows.js'

const filters: readonly (readonly [EntryFilter, string])[] = [
  [{}, 'abcdefgh'],
  [{ id: ['a', 'c', 'unknown'] }, 'ac'],
  [{ id: [] }, ''],
  [{ sessionId: [] }, ''],
  [{ sessionId: ['s1'] }, 'abgh'],
  [{ sessionId: ['s1', "s'3"] }, 'abefgh'],
  [{ riskLevel: ['moderate', 'critical'] }, 'bc'],
  [{ toolName: ['read'] }, 'a'],
  [{ approvalDecision: ['approved', 'rejected'] }, 'ef'],
  [{ outcome: ['pending', 'denied'] }, 'fh'],
  [{ agentId: ['alice'] }, 'b'],
  [{ parentPlanId: ['plan'] }, 'c'],
  [{ success: false }, 'dfh'],
  [{ success: true }, 'abceg'],
  [{ from: time(2), to: time(4) }, 'bcd'],
  [{ sessionId: ['s1'], from: time(2), success: true }, 'bg'],
  [{ sessionId: ['unknown'] }, ''],
  [{ text: 'read' }, 'ac'],
  [{ text: '100%' }, 'a'],
  [{ text: '0%"' }, 'a'],
  [{ text: '_all' }, 'c'],
  [{ text: '_' }, 'c'],
  [{ text: "can't" }, 'd'],
  [{ text: 'zürich' }, 'g'],
  [{ text: '"quoted"' }, 'g'],
  [{ text: 'QUOTED" \\ 東' }, 'g'],
  [{ text: "' OR 1=1 --" }, ''],
  [{ sessionId: ["s1' OR '1'='1"] }, ''],
]

/** What every storage adapter answers. */
export const queryCases: CaseBodies<StorageAdapter> = {
  'finds and counts what a filter names, and nothing else': async ({ open }) => {
    const adapter = await open()
    await appendEight(adapter)
    for (const [filter, ids] of filters) {
      const found = await adapter.query({ ...everything, ...filter })
      const expected = eightRows.filter(({ id }) => ids.includes(id))
      checkEqual(found, expected, `the rows of ${JSON.stringify(filter)}`)
      checkEqual(await adapter.count(filter), ids.length, `the count of ${JSON.stringify(filter)}`)
    }
  },

  'orders by time, then by id, both ways': async ({ open }) => {
    const adapter = await open()
    await adapter.append([entry('z', { timestamp: time(2) }), entry('y', { timestamp: time(2) })])
    await appendEight(adapter)
    const newest = await adapter.query({ ...everything, order: 'desc' })
    checkEqual((await storedIds(adapter)).join(''), 'abcyzdefgh', 'the rows, oldest first')
    checkEqual(newest.map(({ id }) => id).join(''), 'hgfedzycba', 'the rows, newest first')
  },

  'gives the part of the rows that limit and offset name': async ({ open }) => {
    const adapter = await open()
    await appendEight(adapter)
    const ids = async (limit: number, offset: number): Promise<string> =>
      (await adapter.query({ order: 'asc', limit, offset })).map(({ id }) => id).join('')
    checkEqual(await ids(3, 0), 'abc', 'the first three')
    checkEqual(await ids(3, 6), 'gh', 'what is left after six')
    checkEqual(await ids(Infinity, 6), 'gh', 'all after six')
    checkEqual(await ids(3, 8), '', 'what is left after all')
    checkEqual(await ids(0, 0), '', 'none')
  },

  'pages by cursor to the same rows as one read, both ways, while others append': async ({ open }) => {
    const [reader, writer] = [await open(), await open()]
    await appendEight(writer)
    for (const order of ['asc', 'desc'] as const) {
      const expected = (await reader.query({ ...everything, order })).map(({ id }) => id).join('')
      let [paged, last]: [string, AuditRow | undefined] = ['', undefined]
      do {
        const page = await reader.query({ order, limit: 3, offset: 0, ...(last && { cursor: last }) })
        paged += page.map(({ id }) => id).join('')
        last = page.at(-1)
        await writer.append([entry(`later than the ${order} cursor`, { timestamp: time(order === 'asc' ? 0 : 9) })])
      } while (last)
      checkEqual(paged, expected, `the pages, ${order}`)
    }
  },
}
