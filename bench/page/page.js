import { latencies, timeOf } from '../rounds.mjs'
import { loadData } from './data.js'
import { paced, throughput, within } from './timed.js'

/** Each contestant is a module of its own, loaded when it is opened, so that opening one costs nobody else's bytes. */
const modules = {
  ours: () => import('./ours.js'),
  bare: () => import('./bare.js'),
  'bare-image': () => import('./bare-image.js'),
  dexie: () => import('./dexie.js'),
  'idb-keyval': () => import('./idb-keyval.js'),
  'sqlite-wasm': () => import('./sqlite-wasm.js'),
  'wa-sqlite': () => import('./wa-sqlite.js'),
  sqlocal: () => import('./sqlocal.js'),
  pglite: () => import('./pglite.js'),
  'whole-image': () => import('./whole-image.js'),
}

let trail
let data
let turn = 0

/** What the benchmark asks of the page, in which one contestant is open at a time. */
globalThis.bench = {
  open: async ({ module, options = {} }) => {
    trail = await (await modules[module]()).open({ options })
  },
  close: () => trail.close(),
  checkpoint: () => trail.checkpoint?.(),

  /** Opens, asks for the latest entries, and gives the milliseconds that both took, the loading of all code included. */
  firstAnswer: (contestant) =>
    timeOf(async () => {
      await bench.open(contestant)
      await trail.latest()
    }),

  /** One caller that waits for each: `p50` and `p99` in milliseconds. */
  oneCaller: async ({ size, round, seconds = Infinity }) =>
    latencies(within(seconds, await items(size, round)), (item) => trail.add(item)),

  /** `callers` log at once, each waiting for its own: how many were logged, and how many a second. */
  manyCallers: async ({ size, callers, round, seconds = Infinity }) =>
    throughput(await items(size, round), { callers, seconds }, (item) => trail.add(item)),

  /** The bare limit of many callers: as many entries in each transaction. */
  batches: async ({ size, callers, round }) => {
    const texts = await items(size, round)
    const batches = Array.from({ length: size / callers }, (_, index) =>
      texts.slice(index * callers, (index + 1) * callers),
    )
    const { perSecond } = await throughput(batches, { callers: 1, seconds: Infinity }, (batch) => trail.addMany(batch))
    return { count: size, perSecond: perSecond * callers }
  },

  /** Stores the entries of a trail from `first` up to `end`, and gives the milliseconds until all are counted. */
  fill: async ({ end, first = 0, short = false }) => {
    data ??= await loadData()
    const before = await trail.count()
    let stored = 0
    const time = await timeOf(async () => {
      await trail.fill(data.trail(trail.fillForm, { first, end, short }))
      stored = (await trail.count()) - before
    })
    if (stored !== end - first) throw new Error(`${stored} of ${end - first} entries were stored.`)
    return time
  },

  answer: (question, argument) => trail[question](argument),

  /** The median milliseconds of an answer to a question with these arguments in turn, asked for a quarter of a second. */
  timeAnswer: async (question, choices = [undefined]) => {
    const asked = Array.from({ length: 100 }, () => choices[turn++ % choices.length])
    return (await latencies(within(0.25, asked), (argument) => trail[question](argument))).p50
  },

  /**
   * Logs `perSecond` for so many seconds, without waiting, and asks a question every 100 ms. Gives the milliseconds from the
   * last one's beginning until all was logged and answered; one that fails makes this fail.
   */
  bustle: async ({ perSecond, seconds, question, choices }) => {
    const entries = await items(perSecond * seconds, 0)
    const begun = []
    const asking = setInterval(() => begun.push(trail[question](choices[turn++ % choices.length])), 100)
    await paced(entries, perSecond, (entry) => begun.push(trail.add(entry)))
    clearInterval(asking)
    return timeOf(() => Promise.all(begun))
  },

  /** How many entries of ours are in the journal, and in how many patches the rest is behind the image, as they lie there. */
  layout: async () => {
    const db = await requested(indexedDB.open('ours'))
    const transaction = db.transaction(['journal', 'meta'])
    const [frames, state] = await Promise.all([
      requested(transaction.objectStore('journal').getAll()),
      requested(transaction.objectStore('meta').get('state')),
    ])
    db.close()
    return { inJournal: frames.flat().length, patches: state.image?.patches.length ?? 0 }
  },

  /** Puts a copy of the image of ours where `bare-image` finds it. */
  copyImage: async () => {
    const bytes = await trail.image()
    await trail.close()
    await bench.open({ module: 'bare-image' })
    await trail.put(bytes)
  },

  /** Lets the page and its workers collect their garbage; a worker that sleeps in `Atomics.wait`, as sqlocal's does, never answers. */
  collectGarbage: () =>
    Promise.race([performance.measureUserAgentSpecificMemory(), new Promise((resolve) => setTimeout(resolve, 3000))]),
}

function requested(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function items(size, round) {
  data ??= await loadData()
  return data.block(trail.form, size, round)
}
