import { describe, expect, onTestFinished, test } from 'vitest'
import { AuditError } from '../../src/index.js'
import { imagePersistence } from '../../src/persistence/image/image-persistence.js'
import { openStore } from '../guarantees/browser-store.js'
import { openWithWorker, startWorker } from './store.js'

const action = { sessionId: 'session', stepId: 'step', toolName: 'tool', riskLevel: 'critical' } as const
const old = { ...action, timestamp: Date.now() - 40 * 86_400_000 }
const many = Array.from({ length: 500 }, () => action)

/** A worker that fails when it is asked for this, or when it is told to. */
function failingWorker(name = ''): Worker {
  return new Worker(new URL('./failing-worker.ts', import.meta.url), { type: 'module', name })
}

interface Counted {
  readonly start: () => Worker
  readonly started: ReadonlySet<Worker>
  readonly living: ReadonlySet<Worker>
}

/** Starts real workers, and counts them and those that live. */
function counted(start: () => Worker = startWorker): Counted {
  const [started, living] = [new Set<Worker>(), new Set<Worker>()]
  return {
    started,
    living,
    start: () => {
      const worker = start()
      started.add(worker)
      living.add(worker)
      const terminate = worker.terminate.bind(worker)
      worker.terminate = () => {
        living.delete(worker)
        terminate()
      }
      return worker
    },
  }
}

function scriptOf(text: string): string {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  onTestFinished(() => URL.revokeObjectURL(url))
  return url
}

function fetched(part: RegExp): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => part.test(name))
}

test('a page that has a worker loads no SQLite itself, and starts the worker at the first question', async () => {
  const { start, living } = counted()
  const store = await openWithWorker({ worker: start })
  const logged = await store.logMany(many)
  expect(living.size).toBe(0)
  expect(await store.count()).toBe(500)
  expect(living.size).toBe(1)
  expect(await store.get(logged[0]?.id ?? '')).toEqual(logged[0])
  expect(fetched(/sql-wasm\.wasm|sql\.js|sql-wasm\.js/)).toEqual([])
  await store.close()
  expect(living.size).toBe(0)
})

test('a trail in memory needs no worker', async () => {
  const { start, living } = counted()
  const store = await openWithWorker({ worker: start, memory: true })
  await store.log(action)
  expect(await store.count()).toBe(1)
  expect(living.size).toBe(0)
})

test('questions that are asked together are all answered, each with its own answer', async () => {
  const store = await openWithWorker()
  const ids = (await store.logMany(many)).map(({ id }) => id)
  const asked = ids.slice(0, 50).map(async (id) => (await store.get(id))?.id)
  const [count, sessions, found] = await Promise.all([store.count(), store.listSessions(), Promise.all(asked)])
  expect([count, sessions[0]?.total]).toEqual([500, 500])
  expect(found).toEqual(ids.slice(0, 50))
})

test('a database is exported, checkpointed and purged by the worker, and a page without one sees the same', async () => {
  const name = crypto.randomUUID()
  const store = await openWithWorker({ name })
  await store.logMany(many.map(() => old))
  await store.log(action)
  expect(new TextDecoder().decode((await store.exportDatabase()).slice(0, 15))).toBe('SQLite format 3')
  await store.checkpoint()
  expect(await store.cleanupOldEntries(30)).toBe(500)
  const beside = await openStore({ name })
  expect(await beside.count()).toBe(1)
  expect(await beside.purges()).toEqual(await store.purges())
})

test('what another page logs is told once, also what it logged before the worker was there', async () => {
  const name = crypto.randomUUID()
  const [store, other] = [await openWithWorker({ name }), await openStore({ name })]
  const heard: string[] = []
  store.subscribe({}, ({ stepId }) => heard.push(stepId))
  await other.log({ ...action, stepId: 'other' })
  await store.log({ ...action, stepId: 'own' })
  await store.count()
  await other.checkpoint()
  await other.log({ ...action, stepId: 'late' })
  await expect.poll(() => heard.toSorted()).toEqual(['late', 'other', 'own'])
  await store.count()
  expect(heard).toHaveLength(3)
})

test('a database file is asked in a worker, and cannot be written to', async () => {
  const store = await openStore()
  await store.logMany(many)
  const file = new Blob([(await store.exportDatabase()).slice()])
  const { start, living } = counted()
  const opened = await openWithWorker({ persistence: imagePersistence(file, 'trail.db'), worker: start })
  expect(await opened.exportJson()).toBe(await store.exportJson())
  expect(living.size).toBe(1)
  await expect(opened.log(action)).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
})

describe('a worker that fails', () => {
  const failures: Readonly<Record<string, () => unknown>> = {
    'has no script': () => new Worker(new URL('/no-such-worker.js', import.meta.url), { type: 'module' }),
    'throws as it starts': () => new Worker(scriptOf('throw new Error("out of order")')),
    'cannot be started': () => {
      throw new TypeError('This document requires TrustedScriptURL assignment')
    },
  }
  for (const [how, fail] of Object.entries(failures)) {
    test(`because it ${how} is an error that says so, keeps what was logged, and is started again`, async () => {
      const starts = [fail as () => Worker, startWorker]
      const store = await openWithWorker({ worker: () => (starts.shift() ?? startWorker)() })
      await store.log(action)
      const fault: unknown = await store.count().catch((error: unknown) => error)
      expect(fault).toMatchObject({ code: 'SQLITE_UNAVAILABLE', message: expect.stringMatching(/worker/) })
      expect(await store.count()).toBe(1)
    })
  }

  test('is an option that is refused where it is none', async () => {
    const store = await openWithWorker({ worker: (() => 'worker.js') as never })
    await expect(store.count()).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(/^worker/),
    })
  })

  test('later fails what it was asked, and the next question starts another one that misses nothing', async () => {
    const { start, living } = counted(() => failingWorker())
    const name = crypto.randomUUID()
    const [store, other] = [await openWithWorker({ name, worker: start }), await openStore({ name })]
    const heard: string[] = []
    store.subscribe({}, ({ stepId }) => heard.push(stepId))
    await store.log(action)
    expect(await store.count()).toBe(1)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
    new BroadcastChannel('fail').postMessage(null)
    await expect.poll(() => living.size).toBe(0)
    await other.log({ ...action, stepId: 'meanwhile' })
    expect(await store.count()).toBe(2)
    expect(living.size).toBe(1)
    await expect.poll(() => heard).toEqual(['step', 'meanwhile'])
  })

  test('leaves questions behind that the next one answers from a replica of its own', async () => {
    const name = crypto.randomUUID()
    const store = await openWithWorker({ name, worker: () => failingWorker('checkpoint') })
    await store.logMany([old, action])
    expect(await store.count()).toBe(2)
    const answers: Promise<unknown>[] = []
    // What needs the lock holds up all that is asked meanwhile, so that both counts are asked before the first is answered.
    await navigator.locks.request(`tallystick:${name}`, async () => {
      for (const ask of [
        () => store.cleanupOldEntries(30),
        () => store.count(),
        () => store.checkpoint(),
        () => store.count(),
      ]) {
        answers.push(ask().catch((error: unknown) => codeOf(error)))
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    })
    expect(await Promise.all(answers)).toEqual([1, 1, 'SQLITE_UNAVAILABLE', 1])
  })

  test('once more before it has ended leaves the next one alone', async () => {
    const { start, started, living } = counted()
    const store = await openWithWorker({ worker: start })
    await store.log(action)
    for (let round = 0; round < 2; round += 1) {
      expect(await store.count()).toBe(1)
      const [first] = started
      first?.dispatchEvent(new ErrorEvent('error', { message: 'out of order' }))
    }
    expect(await store.count()).toBe(1)
    expect(started.size).toBe(2)
    await store.close()
    expect(living.size).toBe(0)
  })

  test('because of an image that is due is not asked for it again at once', async () => {
    const { start, started } = counted(() => failingWorker('maintain'))
    const store = await openWithWorker({ worker: start })
    for (let batch = 0; batch < 11; batch += 1) await store.logMany(many)
    for (let round = 0; round < 5; round += 1) expect(await store.count().catch(() => 5_500)).toBe(5_500)
    expect(started.size).toBeLessThanOrEqual(2)
  })
})

test('questions that a failing worker leaves are answered by the next one, or fail and say why', async () => {
  const { start, living } = counted()
  const store = await openWithWorker({ worker: start })
  await store.logMany(many)
  const outcomes = new Set<unknown>()
  for (let round = 0; round < 10; round += 1) {
    const asked = Array.from({ length: 5 }, () => store.count().catch((error: unknown) => codeOf(error)))
    for (let wait = 0; wait < round; wait += 1) await Promise.resolve()
    if (round % 2 === 0) await new Promise((resolve) => setTimeout(resolve, round))
    living.forEach((worker) => worker.dispatchEvent(new ErrorEvent('error', { message: 'out of order' })))
    for (const outcome of await Promise.all(asked)) outcomes.add(outcome)
    expect(await store.count()).toBe(500)
  }
  expect(outcomes).toEqual(new Set([500, 'SQLITE_UNAVAILABLE']))
})

test('what the page gives and cannot cross is an error, and no question waits for it', async () => {
  const gifts: (() => unknown)[] = [
    () => fetch(import.meta.url),
    () => {
      // oxlint-disable-next-line no-throw-literal -- an application may
      throw { say: () => 'no' }
    },
  ]
  for (const wasm of gifts) {
    const store = await openWithWorker({ wasm: wasm as never })
    await expect(store.count()).rejects.toMatchObject({ code: 'SQLITE_UNAVAILABLE' })
  }
})

test('a database file that is damaged is refused by the worker too, and named', async () => {
  const source = await openWithWorker()
  await source.logMany(many)
  const file = new Uint8Array(await source.exportDatabase())
  const middle = Math.floor(file.length / 2)
  const image = new Blob([file.fill(0xa5, middle, middle + 40_000)])
  const damaged = openWithWorker({ persistence: imagePersistence(image, 'damaged.db'), retention: false })
  const asked = damaged.then((store) => store.count())
  await expect(asked).rejects.toThrow(/^damaged\.db is damaged: SQLite finds in it: .*page/)
})

test('what goes wrong in the worker keeps its code, and is reported in the page', async () => {
  const name = crypto.randomUUID()
  const faults: AuditError[] = []
  const store = await openWithWorker({ name, onFault: (fault) => faults.push(fault) })
  await store.log(action)
  await damageJournal(name)
  expect(await store.count()).toBe(1)
  await expect.poll(() => faults.map(({ code }) => code)).toEqual(['JOURNAL_DAMAGED'])
  await store.log({ ...action, toolName: 'other' })
  await store.checkpoint()
  await removeImage(name)
  const next = await openWithWorker({ name })
  await expect(next.count()).rejects.toMatchObject({ name: 'AuditError', code: 'DATABASE_INVALID' })
})

function codeOf(error: unknown): unknown {
  return error instanceof AuditError ? error.code : error
}

function damageJournal(name: string): Promise<void> {
  return change(name, 'journal', (store) => store.add({ not: 'frames' }))
}

function removeImage(name: string): Promise<void> {
  return change(name, 'image', (store) => store.clear())
}

function change(name: string, store: string, work: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const transaction = request.result.transaction(store, 'readwrite')
      work(transaction.objectStore(store))
      transaction.oncomplete = () => {
        request.result.close()
        resolve()
      }
    }
  })
}
