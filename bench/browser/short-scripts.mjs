import { race } from './race.mjs'

/** The racers with the megabytes that Chromium writes in a new page that logs 30 entries, one after the other, and closes. */
export function shortScripts(context, racers, profile) {
  return race(context, {
    racers,
    // Several, since Chromium tidies up its databases when it likes.
    rounds: 3,
    profile,
    start: async () => {},
    sample: async ({ browser, trail }, round) => {
      await browser.turnPage()
      const before = browser.written()
      await browser.call('open', trail)
      await browser.call('oneCaller', { size: 30, round })
      await browser.call('close')
      return (browser.written() - before) / 1e6
    },
  })
}
