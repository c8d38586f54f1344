import type { SpawnOptions } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { imageContent } from '../../../src/testing/persistence/database-image.js'
import { everyFrame } from '../../../src/testing/persistence/replica.js'
import { bundle, type Child, startChild } from '../../child.js'
import type { WriterOrder } from './child/writer.js'
import { namesBeside, openFile } from './place.js'

/** Starts a program that writes; it is killed with the test, if it is still there. */
export async function startWriter(order: WriterOrder, options: SpawnOptions = {}): Promise<Child> {
  const child = startChild(await bundle(new URL('child/writer.ts', import.meta.url)), order, options)
  onTestFinished(() => void child.process.kill('SIGKILL'))
  return child
}

/** The frames that a writing program was told are kept. */
export const framesOf = (child: Child): readonly string[] => child.lines.filter((line) => line.startsWith('"'))

/** Database files that the newest image's replica does not know. */
async function foreignFiles(persistence: Persistence): Promise<number> {
  const image = await persistence.readImage()
  if (image === null) return 0
  const { place } = JSON.parse(imageContent(image.bytes)) as { place: string }
  const slice = await persistence.readJournal({ generation: image.generation, place })
  return slice.stale ? NaN : slice.foreign.length
}

/** What the next process finds: these frames, each once, and the newest image as the database file. */
export async function expectPlace(file: string, frames: readonly string[]): Promise<void> {
  const { persistence, faults } = await openFile(file)
  expect((await everyFrame(persistence)).toSorted()).toEqual(frames.toSorted())
  expect(await foreignFiles(persistence)).toBe(0)
  expect(faults).toEqual([])
  const images = await namesBeside(file, 'image-')
  const newest = Math.max(...images.map((name) => Number(name.slice('image-'.length))))
  expect((await stat(file)).ino).toBe((await stat(join(`${file}.d`, `image-${newest}`))).ino)
  await persistence.close()
}
