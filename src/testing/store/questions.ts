import type { AuditEntry } from '../../entry/entry.js'
import type { AuditFilter, AuditQuery } from '../../store/filter.js'
import { checkEqual, checkRejects } from '../check.js'
import { action, at, logSix } from './actions.js'
import type { StoreCases } from './audit-store-contract.js'

const idsOf = (entries: readonly AuditEntry[]): string => entries.map(({ id }) => id).join('')

const filters: readonly (readonly [AuditFilter, string])[] = [
  [{}, 'abcdef'],
  [{ sessionId: 's1' }, 'abd'],
  [{ sessionId: ['s1', 's2'], toolName: 'tool' }, 'abdef'],
  [{ riskLevel: ['critical', 'destructive'] }, 'bdf'],
  [{ approvalDecision: 'rejected' }, 'd'],
  [{ outcome: 'pending' }, 'f'],
  [{ outcome: ['failed', 'denied'] }, 'cd'],
  [{ success: true }, 'abe'],
  [{ agentId: 'alice', parentPlanId: 'plan' }, 'e'],
  [{ from: at(2), to: new Date(at(4)) }, 'bcd'],
  [{ from: Date.parse(at(4)) }, 'ef'],
  [{ text: 'SHELL_' }, 'c'],
  [{ text: '%' }, 'a'],
  [{ text: "can't" }, 'c'],
  [{ sessionId: "s1' OR 1=1 --" }, ''],
]

const faultyQueries: readonly AuditQuery[] = [
  { limit: -1 },
  { limit: 1.5 },
  { limit: Number.NaN },
  { offset: -1 },
  { from: 'yesterday' },
]

/** What every store answers. */
export const questionCases: StoreCases = {
  'finds and counts what a filter names, newest first unless told otherwise': async ({ open }) => {
    const store = await open()
    await logSix(store)
    for (const [filter, ids] of filters) {
      const what = JSON.stringify(filter)
      checkEqual(idsOf(await store.query({ ...filter, order: 'oldest' })), ids, `the entries of ${what}, oldest first`)
      checkEqual(idsOf(await store.query(filter)), ids.split('').toReversed().join(''), `the entries of ${what}`)
      checkEqual(await store.count(filter), ids.length, `the count of ${what}`)
    }
  },

  'gives at most 100 entries, or as many as are asked for': async ({ open }) => {
    const store = await open()
    await store.logMany(Array.from({ length: 101 }, (_, index) => action({ timestamp: at(index) })))
    checkEqual((await store.query()).length, 100, 'the number of entries by default')
    checkEqual((await store.query({ limit: 7, offset: 99 })).length, 2, 'the number of entries beyond an offset')
    checkEqual((await store.query({ limit: 0 })).length, 0, 'the number of entries with a limit of none')
    checkEqual((await store.query({ limit: Infinity })).length, 101, 'the number of entries without a limit')
  },

  'refuses a query that cannot be meant': async ({ open }) => {
    const store = await open()
    for (const query of faultyQueries) {
      await checkRejects(() => store.query(query), ['FILTER_INVALID'], `query() with ${JSON.stringify(query)}`)
    }
  },

  'pages by cursor to the same entries as one read, while others log': async ({ open }) => {
    const store = await open()
    await logSix(store)
    let [paged, page] = ['', await store.query({ limit: 2 })]
    while (page.length > 0) {
      paged += idsOf(page)
      await store.log(action({ timestamp: at(9) }))
      page = await store.query({ limit: 2, cursor: page.at(-1) })
    }
    checkEqual(paged, 'fedcba', 'the pages')
  },

  'gives every entry in turn, oldest first': async ({ open }) => {
    const store = await open()
    await logSix(store)
    let [oldest, newest] = ['', '']
    for await (const { id } of store.entries({ sessionId: 's1' })) oldest += id
    for await (const { id } of store.entries({ order: 'newest' })) newest += id
    checkEqual([oldest, newest], ['abd', 'fedcba'], 'the entries')
  },
}
