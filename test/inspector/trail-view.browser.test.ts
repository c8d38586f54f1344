import { expect, test } from 'vitest'
import type { AuditStore } from '../../src/index.js'
import type { InspectorFilter } from '../../src/inspector/inspector-filter.js'
import { TrailView } from '../../src/inspector/trail-view.js'
import { storeOf } from './browser-store.js'

const questions = ['query', 'count', 'listSessions', 'summarize', 'histogram'] as const

/** The store, with what it is asked written down. */
function overheard(store: AuditStore): { readonly store: AuditStore; readonly asked: string[] } {
  const asked: string[] = []
  const heard = new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      if (questions.some((question) => question === name)) asked.push(String(name))
      return member.bind(target)
    },
  })
  return { store: heard, asked }
}

async function questionsFor(filter: InspectorFilter): Promise<readonly string[]> {
  const { store, asked: heard } = overheard(await storeOf(120))
  const view = new TrailView(store, {}, () => {})
  await expect.poll(() => view.overview).not.toBeNull()
  const before = heard.length
  const overview = view.overview
  await view.setFilter(filter)
  await expect.poll(() => view.overview).not.toBe(overview)
  view.close()
  return heard.slice(before)
}

test('a filter asks each question once, and for the entries first', async () => {
  expect(await questionsFor({ riskLevel: ['destructive'] })).toEqual([
    'query',
    'count',
    'listSessions',
    'summarize',
    'histogram',
    'summarize',
  ])
})

test('a filter of tools asks once more, for the other tools', async () => {
  expect(await questionsFor({ toolName: ['file_read'] })).toHaveLength(7)
})

test('of filters that follow one another only the last is shown', async () => {
  const view = new TrailView(await storeOf(120), {}, () => {})
  await expect.poll(() => view.overview?.summary.total).toBe(120)
  const filters: InspectorFilter[] = [{ toolName: ['file_read'] }, { text: 'nowhere' }, { riskLevel: ['destructive'] }]
  await Promise.all(filters.map((filter) => view.setFilter(filter)))
  await expect.poll(() => view.overview?.summary.byRisk).toMatchObject({ safe: 0, destructive: 60 })
  expect([view.pages.total, view.pages.at(0)?.toolName]).toEqual([60, 'file_delete'])
  view.close()
})
