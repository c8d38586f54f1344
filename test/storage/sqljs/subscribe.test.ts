import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AuditRow } from '../../../src/entry/row.js'
import type { AuditRecord } from '../../../src/record/record.js'
import { type Opened, type Place, place, row } from './place.js'

const stored = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, -1)}000+00:00`
const fresh = (given: Partial<AuditRow> = {}): AuditRow => row({ created_at: stored(Date.now()), ...given })
const entry = (given: AuditRow): AuditRecord => ({ kind: 'entry', row: given })

const openNow: Opened[] = []
afterEach(async () => {
  for (const { storage } of openNow.splice(0)) await storage.close()
})

async function open(here: Place): Promise<Opened> {
  const opened = await here.open()
  openNow.push(opened)
  return opened
}

function listen({ storage }: Opened): { readonly rows: AuditRow[]; readonly stop: () => void } {
  const rows: AuditRow[] = []
  return { rows, stop: storage.subscribe((told) => rows.push(...told)) }
}

describe('a subscriber', () => {
  test('hears of entries that were appended here, once each', async () => {
    const opened = await open(place())
    const { rows, stop } = listen(opened)
    const [one, two, three] = [fresh(), fresh(), fresh()]
    await opened.storage.append([entry(one)])
    expect(rows).toEqual([one])
    await opened.storage.count({})
    await opened.storage.append([entry(two)])
    await opened.storage.checkpoint()
    await opened.storage.count({})
    expect(rows).toEqual([one, two])
    stop()
    await opened.storage.append([entry(three)])
    await opened.storage.count({})
    expect(rows).toEqual([one, two])
  })

  test('hears once at most of what was on its way when it began to listen, and once of what is appended again', async () => {
    const opened = await open(place())
    await opened.storage.count({})
    const [early, again] = [fresh({ created_at: stored(Date.now() + 60_000) }), fresh()]
    const appending = opened.storage.append([entry(early)])
    const { rows } = listen(opened)
    await appending
    await opened.storage.count({})
    await Promise.all([opened.storage.append([entry(again)]), opened.storage.append([entry(again)])])
    await opened.storage.count({})
    expect(rows.map(({ id }) => id)).toEqual([early.id, again.id])
  })

  test('hears of the whole row that was settled', async () => {
    const opened = await open(place())
    const { rows } = listen(opened)
    const intent = fresh({ outcome: 'pending', success: 0, agent_id: 'agent' })
    await opened.storage.append([{ kind: 'intent', row: intent }])
    const outcome = { ...intent, outcome: 'succeeded', success: 1, settled_at: stored(Date.now()) }
    await opened.storage.append([{ kind: 'outcome', row: outcome }])
    await vi.waitFor(() => expect(rows).toEqual([intent, outcome]))
    await opened.storage.append([{ kind: 'outcome', row: { ...outcome, outcome: 'failed' } }])
    await opened.storage.count({})
    expect(rows).toHaveLength(2)
  })

  test('hears of what others append, and not of what was there before', async () => {
    const here = place()
    const other = await open(here)
    await other.storage.append([entry(row())])
    const opened = await open(here)
    const { rows } = listen(opened)
    const [one, two] = [fresh(), fresh()]
    await other.storage.append([entry(one)])
    await vi.waitFor(() => expect(rows).toEqual([one]))
    await opened.storage.append([entry(two)])
    await opened.storage.count({})
    expect(rows).toEqual([one, two])
  })

  test('hears once of what reached it inside an image', async () => {
    const here = place()
    const opened = await open(here)
    const other = await open(here)
    const before = fresh()
    await opened.storage.append([entry(before)])
    await opened.storage.count({})
    const { rows } = listen(opened)
    const own = fresh()
    await opened.storage.append([entry(own)])
    const foreign = fresh()
    await other.storage.append([entry(foreign)])
    await other.storage.checkpoint()
    const later = fresh()
    await other.storage.append([entry(later)])
    await vi.waitFor(() => expect(rows.map(({ id }) => id).toSorted()).toEqual([own.id, foreign.id, later.id]))
    await opened.storage.count({})
    expect(rows).toHaveLength(3)
  })

  test('that throws is reported and disturbs nobody', async () => {
    const opened = await open(place())
    opened.storage.subscribe(() => {
      throw new Error('of the listener')
    })
    const { rows } = listen(opened)
    await opened.storage.append([entry(fresh())])
    expect(rows).toHaveLength(1)
    expect(opened.faults.map(({ code }) => code)).toEqual(['LISTENER_FAILED'])
  })
})
