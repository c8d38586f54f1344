import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../guarantees/place.js'
import { recorded } from './recorded.js'
import { startServer } from './server.js'

test('an image comes through whole and is recorded shortened, with its size', async () => {
  const folder = await temporaryFolder()
  const image = randomBytes(200_000)
  await writeFile(join(folder, 'photo.png'), image)
  const server = await startServer('filesystem', [folder])
  const { call, entry } = await recorded(server)

  const result = await call('read_media_file', { path: join(folder, 'photo.png') })

  const data = image.toString('base64')
  expect(result).toMatchObject({ content: [{ type: 'image', mimeType: 'image/png', data }] })
  const recordedEntry = await entry()
  expect(recordedEntry).toMatchObject({ outcome: 'succeeded', resultSize: JSON.stringify(result).length })
  expect(JSON.stringify(recordedEntry.result).length).toBeLessThanOrEqual(4096)
  expect(recordedEntry.result).toMatchObject({ content: [{ type: 'image', mimeType: 'image/png' }] })
})

test('several kinds of content stay what they are where they are small enough', async () => {
  const server = await startServer('everything')
  const { call, entry } = await recorded(server)

  const result = await call('get-resource-reference', { resourceType: 'Text', resourceId: 7 })

  expect(result).toMatchObject({ content: [{ type: 'text' }, { type: 'resource' }, { type: 'text' }] })
  expect((await entry()).result).toEqual(result)
})

test('an embedded resource of any size keeps its kind and address', async () => {
  const server = await startServer('everything')
  const { call, entry } = await recorded(server)
  const data = `data:application/octet-stream;base64,${randomBytes(50_000).toString('base64')}`

  const parameters = { name: 'noise.gz', data, outputType: 'resource' }
  const result = await call('gzip-file-as-resource', parameters)

  expect(JSON.stringify(result).length).toBeGreaterThan(50_000)
  const kept = await entry()
  expect(kept.result).toMatchObject({ content: [{ type: 'resource', resource: { mimeType: 'application/gzip' } }] })
  expect(kept.parameters).toMatchObject({ name: 'noise.gz', outputType: 'resource' })
  expect(JSON.stringify(kept.parameters).length).toBeLessThanOrEqual(4096)
  expect(kept).toMatchObject({
    parametersSize: JSON.stringify(parameters).length,
    resultSize: JSON.stringify(result).length,
    outcome: 'succeeded',
  })
})
