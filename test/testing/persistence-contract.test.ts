import { describe, expect, test } from 'vitest'
import { memoryMedium, memoryPersistence } from '../../src/persistence/memory/memory.js'
import type { NewImage, Persistence } from '../../src/persistence/persistence.js'
import { persistenceContract } from '../../src/testing/index.js'
import { memoryPlace } from './memory-place.js'

/** Persistences that break their contract in one way each. */
const liars: Record<string, (inner: Persistence) => Partial<Persistence>> = {
  'loses the last frame of an append': (inner) => ({ append: (frames) => inner.append(frames.slice(0, -1)) }),
  'keeps frames in another order': (inner) => ({ append: (frames) => inner.append(frames.toReversed()) }),
  'keeps a frame twice': (inner) => ({ append: (frames) => inner.append(frames.flatMap((frame) => [frame, frame])) }),
  'breaks texts': (inner) => ({ append: (frames) => inner.append(frames.map((frame) => frame.normalize('NFC'))) }),
  'shares the array of frames': (inner) => ({
    append: async (frames) => {
      await Promise.resolve()
      await inner.append(frames)
    },
  }),
  'reads from the start again': (inner) => ({
    readJournal: ({ generation }) => inner.readJournal({ generation, place: null }),
  }),
  'forgets that there is more': (inner) => ({
    readJournal: async (from) => {
      const slice = await inner.readJournal(from)
      return slice.stale ? slice : { ...slice, more: false }
    },
  }),
  'shows a gap instead of being stale': (inner) => ({
    readJournal: async (from) => {
      const slice = await inner.readJournal(from)
      const image = await inner.readImage()
      return slice.stale && image ? inner.readJournal({ generation: image.generation, place: '{"key":2}' }) : slice
    },
  }),
  'takes an image of before a purge': (inner) => ({
    writeImage: async (image: NewImage) => {
      const generation = (await inner.readImage())?.generation ?? 0
      return inner.writeImage({ ...image, position: { ...image.position, generation } })
    },
  }),
  'takes a purge for an image': (inner) => ({ writeImage: (image) => inner.writeImage({ ...image, purge: false }) }),
  'writes no image': () => ({ writeImage: async () => 1 }),
  'cuts an image': (inner) => ({
    writeImage: (image) => inner.writeImage({ ...image, bytes: image.bytes.slice(0, -1) }),
  }),
  'is always empty': () => ({ isEmpty: async () => true }),
  'forgets marks': () => ({ writeMark: async () => {} }),
  'never calls a listener': () => ({ subscribe: () => () => {} }),
  'never lets go of a listener': (inner) => ({
    subscribe: (listener) => {
      inner.subscribe(listener)
      return () => {}
    },
  }),
  'cannot be closed': () => ({ close: async () => {} }),
  'cannot be closed twice': (inner) => ({
    close: async () => {
      await inner.flush()
      await inner.close()
    },
  }),
}

const failuresOf = async (cases: ReturnType<typeof persistenceContract>): Promise<readonly string[]> => {
  const results = await Promise.allSettled(cases.map(({ run }) => run()))
  return cases.filter((_, index) => results[index]?.status === 'rejected').map(({ name }) => name)
}

describe('persistenceContract', () => {
  test.each(Object.entries(liars))('notices a persistence that %s', async (name, lie) => {
    const cases = persistenceContract({
      // The cases about listeners wait long for one that is never called.
      hints: name.includes('listener'),
      create: async () =>
        memoryPlace(async (inner) => {
          return { ...inner, ...lie(inner) }
        }),
    })
    expect(await failuresOf(cases)).not.toEqual([])
  })

  test('notices appends that are acknowledged though they fail', async () => {
    const create = async (): Promise<ReturnType<typeof memoryPlace<Persistence, never>>> =>
      memoryPlace(async (inner) => ({ ...inner, append: (frames) => inner.append(frames).catch(() => {}) }))
    const names = await failuresOf(persistenceContract({ create, faults: true }))
    expect(names.filter((name) => name.includes('appends that fail'))).toHaveLength(2)
  })

  test('closes what a case opened, and removes its place, when the case fails too', async () => {
    const medium = memoryMedium()
    const happened: string[] = []
    const cases = persistenceContract({
      create: async () => ({
        open: async () => {
          const inner = memoryPersistence({ medium })
          return {
            ...inner,
            append: () => Promise.reject(new Error('no')),
            close: async () => void happened.push('closed'),
          }
        },
        destroy: async () => void happened.push('destroyed'),
      }),
    })
    const failing = cases.find(({ name }) => name.startsWith('gives frames back'))
    await expect(failing?.run()).rejects.toThrow('no')
    expect(happened).toEqual(['closed', 'destroyed'])
  })
})
