import type { StorageAdapter } from '../../storage/storage-adapter.js'
import { check, checkEqual } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { entry, everything, intent, outcome, row, settledRow, storedIds, time } from './rows.js'

const text = 'Zürich 東京 🪵 "quoted" \'single\' %_\\ \n \r\n \t \u0000 \u2028'

/** A value in every column that can be without one. */
const fullRow = row('full', {
  parameters: JSON.stringify({ text, nested: { list: [1, null, true] } }),
  result: JSON.stringify([text]),
  error: text,
  duration_ms: 0.125,
  approval_required: 1,
  approval_decision: 'approved',
  approved_by: 'policy:NAME',
  approval_time_ms: 86_400_000.5,
  success: 0,
  parent_plan_id: 'plan',
  outcome: 'failed',
  settled_at: time(2),
  agent_id: 'agent',
  tool_call_id: 'call',
  approval_reason: text,
  metadata: '{"a":1}',
  parameters_size: 5_000_000_000,
  result_size: 0,
})

const emptyRow = row('empty', { parameters: null, duration_ms: null, parameters_size: null })

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item].concat(rest)))
}

/** What every storage adapter does with the records that it is given. */
export const recordCases: CaseBodies<StorageAdapter> = {
  'starts empty': async ({ open }) => {
    const adapter = await open()
    check(await adapter.isEmpty(), 'a new place is empty')
    checkEqual(await adapter.query(everything), [], 'the rows of a new place')
    checkEqual(await adapter.count({}), 0, 'their count')
    checkEqual(await adapter.get('unknown'), null, 'a row that is not there')
    checkEqual(await adapter.sessions({}), [], 'the sessions of a new place')
    checkEqual(await adapter.summarize({}, 'tool'), [], 'the summary of a new place')
    checkEqual(await adapter.histogram({}, 10), [], 'the histogram of a new place')
    checkEqual(await adapter.purges(), [], 'the purges of a new place')
  },

  'gives every column back as it was, over a checkpoint and a reopening too': async ({ open }) => {
    const adapter = await open()
    await adapter.append([{ kind: 'entry', row: fullRow }])
    await adapter.append([{ kind: 'entry', row: emptyRow }])
    checkEqual(await adapter.get('full'), fullRow, 'a row with every column')
    checkEqual(await adapter.get('empty'), emptyRow, 'a row with the least columns')
    check(!(await adapter.isEmpty()), 'a place with rows is not empty')
    await adapter.checkpoint()
    await adapter.close()
    const again = await open()
    checkEqual(await again.get('full'), fullRow, 'a row with every column, after reopening')
    checkEqual(await again.get('empty'), emptyRow, 'a row with the least columns, after reopening')
  },

  'keeps what was appended without a checkpoint, and without a read before it': async ({ open }) => {
    const first = await open()
    await first.append([entry('a'), entry('b')])
    await first.close()
    const second = await open()
    await second.append([entry('c')])
    await second.close()
    checkEqual(await storedIds(await open()), ['a', 'b', 'c'], 'the rows after two reopenings')
  },

  'keeps 1,000 records of one append': async ({ open }) => {
    const ids = Array.from({ length: 1000 }, (_, index) => `id ${String(index).padStart(4, '0')}`)
    const adapter = await open()
    await adapter.append(ids.map((id) => entry(id)))
    checkEqual(await storedIds(adapter), ids, 'the rows')
  },

  'keeps overlapping appends, each once': async ({ open }) => {
    const ids = Array.from({ length: 100 }, (_, index) => `id ${String(index).padStart(4, '0')}`)
    const adapter = await open()
    await Promise.all(ids.map((id) => adapter.append([entry(id)])))
    checkEqual(await storedIds(adapter), ids, 'the rows')
  },

  'takes a record twice as once, and the first of an id for good': async ({ open }) => {
    const adapter = await open()
    const first = entry('a', { tool_name: 'first' })
    await adapter.append([first, first])
    await adapter.append([first, entry('a', { tool_name: 'second' })])
    await adapter.checkpoint()
    await adapter.append([first])
    checkEqual(await adapter.query(everything), [first.row], 'the rows')
  },

  'keeps an intent as a pending row, and settles it with its outcome': async ({ open }) => {
    const adapter = await open()
    const announced = intent('a', { parameters: '{"path":"/tmp"}', approved_by: 'user' })
    await adapter.append([announced])
    checkEqual(await adapter.get('a'), announced.row, 'the row of an intent')
    await adapter.append([outcome(announced)])
    checkEqual(await adapter.get('a'), settledRow(announced), 'the row of an intent with an outcome')
  },

  'comes to the same rows in whichever order intents and outcomes are appended': async ({ open }) => {
    const adapter = await open()
    const columns = {
      parameters: '{"path":"/tmp"}',
      approval_decision: 'approved',
      approved_by: 'user',
      agent_id: 'agent',
    }
    for (const [index, order] of permutations([0, 1, 2, 3]).entries()) {
      const [left, right] = [intent(`left ${index}`, columns), intent(`right ${index}`, columns)]
      const records = [left, outcome(left), right, outcome(right)]
      for (const which of order) await adapter.append(records.slice(which, which + 1))
      checkEqual(await adapter.get(left.row.id), settledRow(left), `a row after the order ${order.join()}`)
      checkEqual(await adapter.get(right.row.id), settledRow(right), `a row after the order ${order.join()}`)
    }
  },

  'settles over checkpoints and reopenings, the outcome first too': async ({ open }) => {
    const announced = intent('a', { parameters: '{"path":"/tmp"}' })
    const early = intent('b', { metadata: '{"a":1}' })
    for (const records of [
      [announced, outcome(early)],
      [outcome(announced), early],
    ]) {
      const adapter = await open()
      await adapter.append(records)
      await adapter.checkpoint()
      await adapter.close()
    }
    const stored = await (await open()).query(everything)
    checkEqual(stored, [settledRow(announced), settledRow(early)], 'the rows')
  },

  'lets the first outcome stand': async ({ open }) => {
    const adapter = await open()
    const announced = intent('a')
    await adapter.append([announced, outcome(announced)])
    await adapter.append([outcome(announced, { outcome: 'succeeded', success: 1, error: null, settled_at: time(9) })])
    checkEqual(await adapter.get('a'), settledRow(announced), 'the row')
  },

  'shows each of two adapters what the other appended, before and after checkpoints': async ({ open }) => {
    const [left, right] = [await open(), await open()]
    const ids: string[] = []
    for (let round = 0; round < 6; round += 1) {
      ids.push(`id ${round} left`, `id ${round} right`)
      await Promise.all([left.append([entry(`id ${round} left`)]), right.append([entry(`id ${round} right`)])])
      if (round % 2 === 1) await Promise.all([left.checkpoint(), right.checkpoint()])
      checkEqual(await storedIds(left), ids, `the rows of one in round ${round}`)
      checkEqual(await storedIds(right), ids, `the rows of the other in round ${round}`)
    }
    checkEqual(await storedIds(await open()), ids, 'the rows of a third')
  },
}
