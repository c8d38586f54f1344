import { expect, test } from 'vitest'
import { everyFrame } from '../../../src/testing/persistence/replica.js'
import { deleteDatabase, newName, open } from './place.js'

test('a worker appends beside the page, which hears of it', async () => {
  const name = newName()
  const persistence = await open(name)
  const heard = new Promise<void>((resolve) => persistence.subscribe(resolve))
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const answered = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = reject
  })
  worker.postMessage({ name, frames: ['"from the worker"'] }, {})
  expect(await answered).toBe('appended')
  await heard
  expect(await everyFrame(persistence)).toEqual(['"from the worker"'])
  worker.terminate()
  await persistence.close()
  await deleteDatabase(name)
})
