import { expect, test } from 'vitest'
import { place, row } from './place.js'

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
