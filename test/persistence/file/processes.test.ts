import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'
import { type Child, halted } from '../../child.js'
import { holdSql } from '../../sqlite-program.js'
import { nodeTorture } from '../../torture/node.js'
import { namesBeside, openFile, temporaryFolder } from './place.js'
import { expectPlace, framesOf, startWriter } from './writing.js'

/** Others write images and purge what nobody may bring back, while one process stands still inside its image. */
async function workMeanwhile(file: string, images: number): Promise<void> {
  const { persistence } = await openFile(file)
  for (let image = 0; image < images; image += 1) {
    await persistence.append([`"meanwhile ${image}"`])
    await (await Replica.open(persistence)).purge((frame) => frame !== '"secret"')
  }
  await persistence.close()
}

/** True once there were fewer steps than that. */
async function haltAtStep(step: number, signal: 'SIGSTOP' | 'SIGKILL', images: number): Promise<boolean> {
  const file = join(await temporaryFolder(), 'audit.db')
  const { persistence } = await openFile(file)
  await persistence.append(['"secret"'])
  await persistence.close()
  const child = await startWriter({ file, name: 'own', count: 2, burst: 1, imageEvery: 1, halt: { step, signal } })
  await halted(child)
  await workMeanwhile(file, images)
  child.process.kill('SIGCONT')
  const end = await child.ended
  if (end !== 'SIGKILL') expect(end).toBe(0)
  const meanwhile = Array.from({ length: images }, (_, image) => `"meanwhile ${image}"`)
  await expectPlace(file, [...framesOf(child), ...meanwhile])
  const steps = Number(/^steps (\d+)$/m.exec(child.lines.join('\n'))?.[1] ?? Infinity)
  return steps < step
}

async function haltAtEveryStep(signal: 'SIGSTOP' | 'SIGKILL', images: number): Promise<number> {
  const together = 6
  for (let step = 1; ; step += together) {
    const ends = Array.from({ length: together }, (_, index) => haltAtStep(step + index, signal, images))
    if ((await Promise.all(ends)).includes(true)) return step
  }
}

describe('a process in the middle of an image', () => {
  test.each([1, 2])(
    'does no harm when it is stopped at any step and goes on after %i images of others',
    async (images) => {
      expect(await haltAtEveryStep('SIGSTOP', images)).toBeGreaterThan(10)
    },
  )

  test('loses nothing when it is killed at any step', async () => {
    expect(await haltAtEveryStep('SIGKILL', 1)).toBeGreaterThan(10)
  })
})

/** What is left of a frame by a process that is killed before a step of its purge. */
async function killInPurge(
  step: number,
): Promise<{ readonly isPurged: boolean; readonly files: readonly string[]; readonly isOver: boolean }> {
  const file = join(await temporaryFolder(), 'audit.db')
  const first = await openFile(file)
  await first.persistence.append(['"secret"'])
  await (await Replica.open(first.persistence)).checkpoint()
  await first.persistence.append(['"later"'])
  await first.persistence.close()
  const halt = { step, signal: 'SIGKILL' } as const
  const child = await startWriter({ file, name: 'own', count: 1, burst: 1, imageEvery: 1, forget: '"secret"', halt })
  await child.ended
  const { persistence } = await openFile(file)
  const isPurged = !(await everyFrame(persistence)).includes('"secret"')
  const names = (await namesBeside(file, '')).map((name) => join(`${file}.d`, name))
  const texts = await Promise.all([file, ...names].map(async (path) => [path, await readFile(path, 'latin1')] as const))
  const files = texts.filter(([, text]) => text.includes('secret')).map(([path]) => path)
  return { isPurged, files, isOver: child.process.exitCode === 0 }
}

test('a purge that was cut off at any step is finished by whoever opens the place next, or never took place', async () => {
  let purges = 0
  for (let step = 1, isOver = false; !isOver; step += 6) {
    const ends = await Promise.all(Array.from({ length: 6 }, (_, index) => killInPurge(step + index)))
    const purged = ends.filter(({ isPurged }) => isPurged)
    expect(purged.flatMap(({ files }) => files)).toEqual([])
    purges += purged.length
    isOver = ends.some((end) => end.isOver)
  }
  expect(purges).toBeGreaterThan(5)
})

/** The inode of the database file and that of an image; null for what is not there. */
function inodes(file: string, image: number): readonly (number | null)[] {
  return [file, join(`${file}.d`, `image-${image}`)].map(
    (path) => statSync(path, { throwIfNoEntry: false })?.ino ?? null,
  )
}

/** A place with one image, and a process that is stopped once it has made the second and before that is the database file. */
async function stoppedBeforePublishing(step = 1): Promise<{ file: string; child: Child }> {
  const file = join(await temporaryFolder(), 'audit.db')
  const { persistence } = await openFile(file)
  await persistence.append(['"first"'])
  await (await Replica.open(persistence)).checkpoint()
  await persistence.close()
  const halt = { step, signal: 'SIGSTOP' } as const
  const child = await startWriter({ file, name: 'own', count: 1, burst: 1, imageEvery: 1, halt })
  await halted(child)
  const [published, second] = inodes(file, 2)
  if (second !== null && published !== second) return { file, child }
  child.process.kill('SIGKILL')
  return stoppedBeforePublishing(step + 1)
}

test('a process that was stopped inside an image does not replace a file that another program has taken meanwhile', async () => {
  const { file, child } = await stoppedBeforePublishing()
  const [published] = inodes(file, 2)
  const holder = await holdSql(file, 'PRAGMA journal_mode=wal; PRAGMA user_version=7;')
  child.process.kill('SIGCONT')
  expect(await child.ended).toBe(0)
  expect(inodes(file, 2)[0]).toBe(published)
  await holder.close()
  const { persistence } = await openFile(file)
  expect(await everyFrame(persistence)).toEqual(['"first"', ...framesOf(child)])
  const [next, newest] = inodes(file, 2)
  expect(next).toBe(newest)
})

test('six processes write images at once, one of them stopped inside its own until the others are done', async () => {
  const file = join(await temporaryFolder(), 'audit.db')
  const order = { file, count: 300, burst: 10, imageEvery: 2 }
  const sleeper = await startWriter({ ...order, name: 'sleeper', halt: { step: 12, signal: 'SIGSTOP' } })
  await halted(sleeper)
  const others = await Promise.all([1, 2, 3, 4, 5].map((index) => startWriter({ ...order, name: `writer ${index}` })))
  for (const other of others) expect(await other.ended).toBe(0)
  sleeper.process.kill('SIGCONT')
  expect(await sleeper.ended).toBe(0)
  const frames = [sleeper, ...others].flatMap(framesOf)
  expect(frames).toHaveLength(1800)
  await expectPlace(file, frames)
})

test('what was appended survives process.exit(), though nobody awaited it', async () => {
  const file = join(await temporaryFolder(), 'audit.db')
  const child = await startWriter({ file, name: 'own', count: 3, burst: 1, imageEvery: 0, exit: true })
  expect(await child.ended).toBe(0)
  const { persistence } = await openFile(file)
  expect(await everyFrame(persistence)).toEqual([...framesOf(child), '"unawaited"'])
})

test('what was acknowledged survives kills at random moments, once', async () => {
  const result = await nodeTorture({ rounds: 3, seed: 1 })
  expect(result).toMatchObject({ rounds: 3, lost: 0, doubled: 0 })
  expect(result.acknowledged).toBeGreaterThan(0)
})
