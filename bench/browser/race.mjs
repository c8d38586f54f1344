import { takeTurns } from '../rounds.mjs'
import { Browser } from './browser.mjs'
import { site } from './site.mjs'

/**
 * Lets contestants take turns, each in a browser of its own, and gives them with their samples.
 *
 * @param {object} how
 * @param {object[]} how.racers Of `contestants()`.
 * @param {number} how.rounds
 * @param {(runner: Runner) => Promise<string | null>} [how.profile] The profile's folder; a new one unless given. Null: no browser.
 * @param {(runner: Runner) => Promise<void>} [how.start] What comes before the first turn. Opens the trail unless given.
 * @param {(runner: Runner, round: number) => Promise<unknown>} how.sample
 * @param {number} [how.slow] Milliseconds after which a peer has had its one turn: it stands for all of its rounds.
 *
 * @typedef {object} Runner
 * @property {string} key
 * @property {{ module: string, options?: object }} trail What the page's `open` takes.
 * @property {Browser} browser
 */
export async function race(context, { racers, rounds, profile = newProfile(context), start = opened, sample, slow }) {
  const url = await site(context)
  const starters = []
  for (const { key, module, options, ...facts } of racers) {
    const runner = { key, trail: { module, options } }
    // Before any browser starts, since one may be made of another's. What fails costs this contestant only.
    const folder = await settled(profile(runner))
    const launch = async () => {
      const profileFolder = folder()
      // Nothing is done in a browser of its own.
      if (profileFolder === null) return { sample: (round) => sample(runner, round) }
      runner.browser = await Browser.start(url, profileFolder)
      try {
        await start(runner)
      } catch (error) {
        await runner.browser.close()
        throw error
      }
      // Ours and the limit have every turn, however long they take.
      const patience = facts.ours || facts.limit ? Infinity : slow
      return { sample: onceIfSlow(patience, (round) => sample(runner, round)), end: () => runner.browser.close() }
    }
    starters.push({ ...facts, start: launch })
  }
  return (await takeTurns(rounds, starters)).map(withoutRepetition)
}

/** A function that gives what the promise resolved with, or throws what it was rejected with. */
async function settled(promise) {
  try {
    const value = await promise
    return () => value
  } catch (error) {
    return () => {
      throw error
    }
  }
}

function newProfile({ place }) {
  return async ({ key }) => place.folder(key.replaceAll(/\W+/g, '-'))
}

function opened({ browser, trail }) {
  return browser.call('open', trail)
}

function onceIfSlow(slow = Infinity, sample) {
  let kept
  return async (round) => {
    if (kept) return kept.value
    const start = performance.now()
    const value = await sample(round)
    if (performance.now() - start > slow) kept = { value }
    return value
  }
}

/** One sample that stands for all rounds is given once. */
function withoutRepetition(contestant) {
  const { samples } = contestant
  const isOne = samples.length > 1 && samples.every((sample) => sample === samples[0])
  return isOne ? { ...contestant, samples: [samples[0]] } : contestant
}
