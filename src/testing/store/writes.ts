import { check, checkEqual, checkRejects } from '../check.js'
import { action, at, everyEntry, fullAction, storedIds } from './actions.js'
import type { StoreCases } from './audit-store-contract.js'

const day = 86_400_000

/** What every store does with actions that it is given. */
export const writeCases: StoreCases = {
  'gives back what it logged, with the defaults of what was left out': async ({ open }) => {
    const store = await open({ now: () => Date.parse(at(7)) })
    const logged = await store.log(action({ id: 'a' }))
    checkEqual(
      logged,
      {
        id: 'a',
        sessionId: 'session',
        stepId: 'step',
        timestamp: at(7),
        toolName: 'tool',
        parameters: {},
        result: null,
        error: null,
        durationMs: 0,
        riskLevel: 'safe',
        approvalRequired: false,
        approvalDecision: 'not_required',
        approvedBy: null,
        approvalTimeMs: null,
        success: true,
        parentPlanId: null,
        createdAt: at(7),
        outcome: 'succeeded',
        settledAt: null,
        agentId: null,
        toolCallId: null,
        approvalReason: null,
        metadata: null,
        parametersSize: 2,
        resultSize: null,
      },
      'the logged entry',
    )
    checkEqual(await store.get('a'), logged, 'the stored entry')
    checkEqual(await store.query(), [logged], 'the newest entries')
  },

  'keeps every field as it was, over a checkpoint and a reopening too': async ({ open }) => {
    const store = await open()
    const { timestamp, ...fields } = fullAction
    const logged = await store.log(fullAction)
    for (const [field, value] of Object.entries(fields)) {
      checkEqual(Object.entries(logged).find(([name]) => name === field)?.[1], value, field)
    }
    checkEqual(logged.timestamp, '2026-11-23T07:38:04.998596Z', `the timestamp ${String(timestamp)}`)
    checkEqual(await store.get('full'), logged, 'the stored entry')
    await store.checkpoint()
    await store.close()
    checkEqual(await (await open()).get('full'), logged, 'the stored entry after reopening')
  },

  'keeps many at once, all or none': async ({ open }) => {
    const store = await open()
    const actions = Array.from({ length: 1000 }, (_, index) =>
      action({ timestamp: at(index), stepId: `step ${index}` }),
    )
    const logged = await store.logMany(actions)
    checkEqual(await everyEntry(store), logged, 'the stored entries')
    const faulty = [action(), { ...action(), sessionId: '' }]
    await checkRejects(() => store.logMany(faulty), ['ENTRY_INVALID'], 'a list with an entry that is invalid')
    checkEqual(await store.count(), 1000, 'the number of entries after a list that was refused')
    checkEqual(await store.logMany([]), [], 'what an empty list gives')
  },

  'refuses what is no valid action, and names the field': async ({ open }) => {
    const store = await open()
    const faults = { sessionId: '', riskLevel: 'harmless', durationMs: -1, timestamp: '2026-11-23T07:38:04' }
    for (const [field, value] of Object.entries(faults)) {
      // Not typed as an action: applications that are not compiled pass this too.
      const faulty = Object.assign(action(), { [field]: value })
      const error = await checkRejects(() => store.log(faulty), ['ENTRY_INVALID'], `log() with ${field}: ${value}`)
      check(error.message.includes(field), `the message names ${field}, found: ${error.message}`)
    }
    checkEqual(await store.count(), 0, 'the number of entries')
  },

  'gives ids that are unique and sort by time': async ({ open }) => {
    const [left, right] = [await open(), await open()]
    const logged = await Promise.all(
      Array.from({ length: 200 }, (_, index) => (index % 2 ? left : right).log(action())),
    )
    checkEqual(new Set(logged.map(({ id }) => id)).size, 200, 'the number of ids')
    const lefts = logged.filter((_, index) => index % 2 === 1).map(({ id }) => id)
    checkEqual(lefts, lefts.toSorted(), 'the ids of one store')
  },

  'keeps an id once, as it came first': async ({ open }) => {
    const store = await open()
    await store.log(action({ id: 'a', toolName: 'first' }))
    await store.log(action({ id: 'a', toolName: 'second' }))
    checkEqual(
      (await everyEntry(store)).map(({ toolName }) => toolName),
      ['first'],
      'the tools',
    )
  },

  'bounds parameters and results, which stay valid and say what was lost': async ({ open }) => {
    const store = await open({ maxDataLength: 200 })
    const long = { text: 'x'.repeat(10_000), list: Array.from({ length: 1000 }, (_, index) => index) }
    const { parameters, result, parametersSize } = await store.log(action({ parameters: long, result: [long] }))
    check(JSON.stringify(parameters).length <= 200, 'parameters are at most as long as maxDataLength')
    check(Array.isArray(result), 'a list stays a list when it is shortened')
    check(JSON.stringify(result).length <= 200, 'a result is at most as long as maxDataLength')
    checkEqual(parametersSize, JSON.stringify(long).length, 'the size of the parameters')
    const unbounded = await open({ maxDataLength: Infinity })
    const { id } = await unbounded.log(action({ parameters: long }))
    checkEqual((await unbounded.get(id))?.parameters, long as never, 'parameters that are not bounded')
  },

  'keeps an intent until it is settled, and its first outcome from then on': async ({ open }) => {
    const store = await open()
    const intent = await store.begin(action({ parameters: { path: '/tmp' }, approvalDecision: 'approved' }))
    checkEqual([intent.outcome, intent.success, intent.settledAt], ['pending', false, null], 'an intent')
    checkEqual(await store.get(intent.id), intent, 'the stored intent')
    const settled = await store.settle(intent.id, { result: { removed: 3 }, durationMs: 20 })
    const { settledAt, resultSize } = settled
    const outcome = { outcome: 'succeeded', success: true, result: { removed: 3 }, durationMs: 20 } as const
    checkEqual(settled, { ...intent, ...outcome, settledAt, resultSize }, 'the settled entry')
    checkEqual(await store.settle(intent.id, { error: new Error('late') }), settled, 'what a second outcome gives')
    checkEqual(await everyEntry(store), [settled], 'the stored entries')
  },

  'settles what another store began, after reopening too': async ({ open }) => {
    const [first, second] = [await open(), await open()]
    const [intent, other] = [await first.begin(action({ id: 'a' })), await first.begin(action({ id: 'b' }))]
    const failed = await second.settle(intent.id, { error: new Error('no such file') })
    checkEqual([failed.outcome, failed.error], ['failed', 'Error: no such file'], 'the outcome')
    checkEqual(await first.get(intent.id), failed, 'the entry in the store that began it')
    await first.close()
    const third = await open()
    const denied = await third.settle(other.id, { outcome: 'denied' })
    checkEqual(await second.get(other.id), denied, 'the entry in another store')
  },

  'cannot settle what was never begun': async ({ open }) => {
    const store = await open()
    await checkRejects(() => store.settle('unknown'), ['ENTRY_NOT_FOUND'], 'settle() of an unknown id')
    checkEqual(await store.count(), 0, 'the number of entries')
  },

  'shows each of two stores what the other logged': async ({ open }) => {
    const [left, right] = [await open(), await open()]
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([left.log(action({ id: `${round}l` })), right.log(action({ id: `${round}r` }))])
      if (round === 2) await Promise.all([left.checkpoint(), right.checkpoint()])
      checkEqual((await storedIds(left)).length, 2 * round + 2, 'the number of entries that one sees')
      checkEqual((await storedIds(right)).length, 2 * round + 2, 'the number of entries that the other sees')
    }
  },

  'takes a time as a Date, as milliseconds, or as text with its zone': async ({ open }) => {
    const store = await open()
    const time = Date.parse(at(0)) + day
    const texts = [new Date(time), time, '2026-11-24T02:00:00+02:00', '2026-11-24T00:00:00Z']
    for (const timestamp of texts) {
      checkEqual(
        (await store.log(action({ timestamp }))).timestamp,
        '2026-11-24T00:00:00.000Z',
        `the time ${String(timestamp)}`,
      )
    }
  },
}
