import { expect, test } from 'vitest'
import { memoryMedium, memoryPersistence } from '../../../src/persistence/memory/memory.js'
import { opened, place, row } from './place.js'

test.each(['', 'null', '5', '"text"', '{}', '{"schema":1}', '{"schema":"one","position":{}}', '{"schema":1,"pos'])(
  'a mark of an image that holds %j is as good as none',
  async (text) => {
    const somewhere = place()
    const before = await somewhere.open()
    await before.storage.append([{ kind: 'entry', row: row() }])
    await before.storage.checkpoint()
    await before.storage.writeMark('image', text)
    await before.storage.close()
    const { storage } = await somewhere.open()
    expect(await storage.count({})).toBe(1)
    await storage.close()
  },
)

test('a mark of a newer schema stops the opening', async () => {
  const somewhere = place()
  const { storage } = await somewhere.open()
  await storage.append([{ kind: 'entry', row: row() }])
  await storage.checkpoint()
  await storage.writeMark('image', JSON.stringify({ schema: 99, position: { generation: 1, place: null } }))
  await storage.close()
  await expect(somewhere.open()).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
})

test('what many short programs have logged comes into an image, however long the journal is for its records', async () => {
  const medium = memoryMedium()
  const published = () => Object.defineProperty(memoryPersistence({ medium }), 'published', { value: true })
  const log = async (count: number, finish: (one: Awaited<ReturnType<typeof opened>>) => Promise<void>) => {
    const one = await opened(published())
    const parameters = JSON.stringify({ text: 'x'.repeat(1_500) })
    await one.storage.append(
      Array.from({ length: count }, () => ({ kind: 'entry', row: row({ parameters }) }) as const),
    )
    await finish(one)
    await one.storage.close()
  }
  await log(4_000, ({ storage }) => storage.checkpoint())
  for (let program = 0; program < 12; program += 1) await log(500, async () => {})
  const image = await memoryPersistence({ medium }).readImage()
  expect(image?.patches).toBe(0)
  expect(image?.generation).toBe(2)
})
