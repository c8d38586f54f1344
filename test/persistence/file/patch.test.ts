import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'
import { runSqlBeside } from '../../sqlite-program.js'
import { namesBeside, openFile, temporaryFolder } from './place.js'

const stored = ['"whole"', '"patched 1"', '"patched 2"']

interface Patched {
  readonly file: string
  readonly persistence: Persistence
  readonly replica: Replica
}

/** A place with an image and as many patches of it, or two. */
async function patchedPlace({ patches = 2 } = {}): Promise<Patched> {
  const file = join(await temporaryFolder(), 'audit.db')
  const { persistence } = await openFile(file)
  const replica = await Replica.open(persistence)
  const kept: unknown[] = []
  for (const frame of stored.slice(0, patches + 1)) {
    await persistence.append([frame])
    await replica.pull()
    kept.push(frame === '"whole"' ? await replica.checkpoint() : await replica.patch())
  }
  expect(kept).toEqual([1, true, true].slice(0, patches + 1))
  return { file, persistence, replica }
}

const patchFile = (file: string, number: number): string => join(`${file}.d`, `patch-1-${number}`)

/** What the image alone does not hold. */
const beyond = stored.slice(1)

/** What the next process finds, and how many patches it relied on. */
async function found(
  file: string,
): Promise<{ frames: readonly string[]; patches: number | undefined; faults: number }> {
  const { persistence, faults } = await openFile(file)
  const frames = await everyFrame(persistence)
  const patches = (await persistence.readImage())?.patches
  await persistence.close()
  return { frames, patches, faults: faults.length }
}

describe('a patch that cannot be relied on', () => {
  test('costs nothing but time, whichever byte of it is another or lacks', async () => {
    const { file, persistence } = await patchedPlace()
    await persistence.close()
    const whole = await readFile(patchFile(file, 2))
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const flipped = Buffer.from(whole)
        flipped[at] = (flipped[at] ?? 0) ^ bits
        for (const damaged of [flipped, whole.subarray(0, at)]) {
          await writeFile(patchFile(file, 2), damaged)
          expect(await found(file)).toEqual({ frames: stored, patches: 1, faults: 0 })
        }
      }),
      { numRuns: 25 },
    )
    await writeFile(patchFile(file, 2), whole)
    expect(await found(file)).toEqual({ frames: stored, patches: 2, faults: 0 })
  })

  test('is passed over where the one before it is another', async () => {
    const { file, persistence } = await patchedPlace()
    await rename(patchFile(file, 1), `${patchFile(file, 1)}-aside`)
    await persistence.append(['"later"'])
    const { persistence: other } = await openFile(file)
    const replica = await Replica.open(other)
    expect(await replica.patch()).toBe(true)
    expect(await namesBeside(file, 'patch-1-2')).toHaveLength(1)
    expect(await found(file)).toEqual({ frames: [...stored, '"later"'], patches: 1, faults: 0 })
    expect(await replica.patch()).toBe(false)
    expect(await replica.checkpoint()).toBe(2)
    expect(await namesBeside(file, 'patch-')).toEqual([])
    expect(await found(file)).toEqual({ frames: [...stored, '"later"'], patches: 0, faults: 0 })
  })

  test('is passed over, and no other is made, once another program has written to the image', async () => {
    const { file, persistence, replica } = await patchedPlace()
    await runSqlBeside(file, 'CREATE TABLE t (x); INSERT INTO t VALUES (1)')
    await persistence.append(['"later"'])
    await replica.pull()
    expect(await replica.patch()).toBe(false)
    const { persistence: other } = await openFile(file)
    const image = await other.readImage()
    expect(image).toMatchObject({ generation: 1, patches: 0 })
    expect(Buffer.from(image?.bytes ?? [])).toEqual(await readFile(file))
    const slice = await other.readJournal({ generation: 1, place: null })
    expect(slice).toMatchObject({ frames: [...beyond, '"later"'] })
  })
})

test('a patch may end before the file of its image, behind which another program left room', async () => {
  const { file, persistence } = await patchedPlace({ patches: 0 })
  await appendFile(file, Buffer.alloc(200_000))
  await persistence.append(['"later"'])
  const { persistence: other } = await openFile(file)
  const replica = await Replica.open(other)
  expect(await replica.patch()).toBe(true)
  expect(await found(file)).toEqual({ frames: ['"whole"', '"later"'], patches: 1, faults: 0 })
})

test('patches leave the published database and the journal as they are, and go with a purge', async () => {
  const { file, persistence, replica } = await patchedPlace()
  expect(Buffer.from(await readFile(file))).toEqual(await readFile(join(`${file}.d`, 'image-1')))
  const { persistence: other } = await openFile(file)
  const slice = await other.readJournal({ generation: 1, place: null })
  expect(slice).toMatchObject({ frames: beyond })
  await replica.purge((frame) => frame !== '"patched 1"')
  expect(await namesBeside(file, 'patch-')).toEqual([])
  await persistence.append(['"later"'])
  await replica.pull()
  expect(await replica.patch()).toBe(true)
  expect(await found(file)).toEqual({ frames: ['"whole"', '"patched 2"', '"later"'], patches: 1, faults: 0 })
})
