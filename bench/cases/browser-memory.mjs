import { contestants, queryable } from '../browser/contestants.mjs'
import { filled } from '../browser/filled.mjs'
import { race } from '../browser/race.mjs'

/** What the page's process holds after the first answer, and after a collection of garbage. */
export default async function run(context) {
  const { rounds, count } = context.quick ? { rounds: 1, count: 10_000 } : { rounds: 2, count: 100_000 }
  const found = await race(context, {
    racers: contestants('ours', 'ours, in a worker', 'bare', ...queryable, 'idb-keyval'),
    rounds,
    profile: async ({ key }) => (await filled(context, key, count)).profile,
    start: async () => {},
    sample: async ({ browser, trail }, round) => {
      if (round === 0) return
      await browser.turnPage()
      if (trail.module === 'bare') await browser.call('open', trail)
      else await browser.call('firstAnswer', trail)
      await browser.call('collectGarbage')
      const bytes = browser.pageMemory()
      await browser.call('close')
      return bytes / 1e6
    },
    slow: 5000,
  })
  return [
    {
      goal: 'g',
      runtime: 'Chromium',
      what: `memory of the page's process after the first answer, ${count.toLocaleString('en')} entries`,
      unit: 'MB',
      better: 'less',
      contestants: found,
      note: 'Private memory, workers included. Bare IndexedDB stands for a page that holds nothing. A peer that takes longer than five seconds is measured once.',
    },
  ]
}
