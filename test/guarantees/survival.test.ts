import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type Child, halted } from '../child.js'
import { storeTorture } from '../torture/node.js'
import { acknowledgedBy, draftsOf } from './logging.js'
import { everyEntry, newFile, openStore, printed, startLogger } from './place.js'

/** What the next process finds, now and once more after an image: every acknowledged entry, and none twice. */
async function expectAll(file: string, steps: readonly string[]): Promise<void> {
  for (let opening = 0; opening < 2; opening += 1) {
    const { store, faults } = await openStore(file)
    const found = (await everyEntry(store)).map(({ stepId }) => stepId)
    expect(new Set(found).size).toBe(found.length)
    expect(steps.filter((step) => !found.includes(step))).toEqual([])
    expect(faults.filter(({ code }) => code !== 'JOURNAL_DAMAGED')).toEqual([])
    await store.close()
  }
}

/** Resolves as soon as an image is being written: its draft lies in the folder. False when the child ended first. */
async function draftOf(file: string, child: Child): Promise<boolean> {
  while (child.process.exitCode === null && child.process.signalCode === null) {
    if (draftsOf(file).length > 0) return true
    await turn()
  }
  return false
}

/** Stops a child with SIGSTOP while it is inside its image. The only one that writes, so that the draft is its own. */
async function stopInImage(file: string, child: Child): Promise<void> {
  for (;;) {
    expect(await draftOf(file, child)).toBe(true)
    child.process.kill('SIGSTOP')
    await halted(child)
    if (draftsOf(file).length > 0) return
    child.process.kill('SIGCONT')
  }
}

const endless = { count: 1_000_000, burst: 8 }

describe('a process that logs at full speed', () => {
  test('loses nothing to SIGKILL at random moments, on one file again and again', async () => {
    const file = await newFile()
    const steps: string[] = []
    for (let round = 0; round < 6; round += 1) {
      const child = await startLogger({ ...endless, file, name: `round ${round}`, imageEvery: 1 + (round % 3) * 4 })
      await printed(child, `+round ${round} 0`)
      await pause(Math.random() * 300)
      child.process.kill('SIGKILL')
      expect(await child.ended).toBe('SIGKILL')
      steps.push(...acknowledgedBy(child))
      await expectAll(file, steps)
    }
  })

  test('loses nothing to SIGKILL in the middle of an image', async () => {
    const file = await newFile()
    const steps: string[] = []
    for (let round = 0; round < 6; round += 1) {
      const child = await startLogger({ ...endless, file, name: `round ${round}`, imageEvery: 3, dataLength: 5_000 })
      await printed(child, 'image')
      expect(await draftOf(file, child)).toBe(true)
      child.process.kill('SIGKILL')
      expect(await child.ended).toBe('SIGKILL')
      steps.push(...acknowledgedBy(child))
      await expectAll(file, steps)
    }
  })

  test('has logged what it did not await when it leaves by process.exit()', async () => {
    const file = await newFile()
    const child = await startLogger({ file, name: 'own', count: 3, end: 'exit' })
    expect(await child.ended).toBe(0)
    await expectAll(file, [...acknowledgedBy(child), 'own unawaited'])
  })
})

test('six processes write images on one file, one of them stopped inside its own while the others write theirs', async () => {
  const file = await newFile()
  const sleeper = await startLogger({ ...endless, file, name: 'sleeper', imageEvery: 3, dataLength: 5_000 })
  await printed(sleeper, 'image')
  const steps: string[] = []
  for (let round = 0; round < 3; round += 1) {
    await stopInImage(file, sleeper)
    const others = await Promise.all(
      [1, 2, 3, 4, 5].map((index) =>
        startLogger({ file, name: `writer ${round} ${index}`, count: 120, burst: 6, imageEvery: 5 }),
      ),
    )
    for (const other of others) expect(await other.ended).toBe(0)
    expect(others.flatMap((other) => other.lines.filter((line) => line === 'image')).length).toBeGreaterThan(5)
    steps.push(...others.flatMap(acknowledgedBy))
    const before = sleeper.lines.length
    sleeper.process.kill('SIGCONT')
    while (!sleeper.lines.slice(before).includes('image')) await pause(2)
  }
  sleeper.process.kill('SIGKILL')
  await sleeper.ended
  expect(steps).toHaveLength(1_800)
  await expectAll(file, [...steps, ...acknowledgedBy(sleeper)])
})

test('six processes that are stopped, continued and killed at random moments lose nothing', async () => {
  const result = await storeTorture({ rounds: 2, seed: 1 })
  expect(result).toMatchObject({ rounds: 2, lost: 0, doubled: 0 })
  expect(result.acknowledged).toBeGreaterThan(0)
})
