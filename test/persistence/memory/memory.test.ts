import { expect, test } from 'vitest'
import { memoryMedium, memoryPersistence } from '../../../src/persistence/memory/memory.js'
import { everyFrame } from '../../../src/testing/persistence/replica.js'

test('is not durable, and says so', () => {
  const { durable, published, location } = memoryPersistence()
  expect({ durable, published, location }).toEqual({ durable: false, published: false, location: 'memory' })
})

test('keeps to itself unless it shares a medium', async () => {
  await memoryPersistence().append(['"one"'])
  expect(await memoryPersistence().isEmpty()).toBe(true)

  const medium = memoryMedium()
  await memoryPersistence({ medium }).append(['"one"'])
  expect(await everyFrame(memoryPersistence({ medium }))).toEqual(['"one"'])
})

test('does not tell a listener of its own writes', async () => {
  const medium = memoryMedium()
  const [own, other] = [memoryPersistence({ medium }), memoryPersistence({ medium })]
  const heard: string[] = []
  own.subscribe(() => heard.push('own'))
  other.subscribe(() => heard.push('other'))
  await own.append(['"one"'])
  await Promise.resolve()
  expect(heard).toEqual(['other'])
})

test('tells nobody once it is closed', async () => {
  const medium = memoryMedium()
  const [closed, writer] = [memoryPersistence({ medium }), memoryPersistence({ medium })]
  const heard: string[] = []
  closed.subscribe(() => heard.push('closed'))
  const appended = writer.append(['"one"'])
  await closed.close()
  await appended
  await writer.append(['"two"'])
  await Promise.resolve()
  expect(heard).toEqual([])
})
