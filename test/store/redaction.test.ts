import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createRecorder } from '../../src/recorder/create-recorder.js'
import { openAuditStore } from '../../src/store/open.js'
import { tokenSamples } from '../redaction/samples.js'
import { action, memoryStore } from './memory-store.js'

const { secret, left } = tokenSamples.find(({ kind }) => kind === 'github-token') ?? { secret: '', left: '' }

/** A secret in every field that may hold one. */
const secrets = () => ({
  parameters: { password: 'hunter2', note: `with ${secret}` },
  result: [{ access_token: 'abc' }, secret],
  error: new Error(`refused ${secret}`),
  metadata: { cookie: 'a=b' },
  approvalReason: `It has ${secret}.`,
})

const redactedFields = {
  parameters: { password: '[redacted:password]', note: `with ${left}` },
  result: [{ access_token: '[redacted:token]' }, left],
  error: `Error: refused ${left}`,
  metadata: { cookie: '[redacted:cookie]' },
  approvalReason: `It has ${left}.`,
}

/** All bytes of all files in a folder, one character each. */
function bytesIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1')).join('')
}

describe('a store redacts, unless it is told not to', () => {
  test('what log() and logMany() get, in what they give, too', async () => {
    const { store } = await memoryStore()
    const input = secrets()
    const entry = await store.log(action(input))
    const [another] = await store.logMany([action(secrets())])
    expect(entry).toMatchObject(redactedFields)
    expect(another).toMatchObject(redactedFields)
    expect(await store.get(entry.id)).toEqual(entry)
    expect(await store.exportNdjson()).not.toContain(secret)
    expect(input).toEqual(secrets())
  })

  test('what begin() and settle() get', async () => {
    const { store } = await memoryStore()
    const { result, error, ...intent } = secrets()
    const { id } = await store.begin({ ...intent, sessionId: 's', stepId: '1', toolName: 't', riskLevel: 'critical' })
    const settled = await store.settle(id, { result, error })
    expect(settled).toMatchObject({ ...redactedFields, outcome: 'failed' })
    expect(await store.get(id)).toEqual(settled)
  })

  test('errors of every form', async () => {
    const { store } = await memoryStore()
    expect((await store.log(action({ error: `refused ${secret}` }))).error).toBe(`refused ${left}`)
    expect((await store.log(action({ error: { status: 401, token: 'abc' } }))).error).toBe(
      '{"status":401,"token":"[redacted:token]"}',
    )
  })

  test('before it shortens, so that no part of a secret is left', async () => {
    const { store } = await memoryStore({ maxDataLength: 64 })
    for (let length = 0; length < 64; length++) {
      const { parameters } = await store.log(action({ parameters: { text: `${'.'.repeat(length)} ${secret}` } }))
      expect(JSON.stringify(parameters)).not.toContain(secret.slice(0, 8))
    }
  })

  test('before it shortens a reason, and what a getter throws', async () => {
    const { store } = await memoryStore({ maxDataLength: 64 })
    const parameters = {
      get text(): string {
        throw new Error(`${'.'.repeat(175)} ${secret}`)
      },
    }
    const approvalReason = `${'.'.repeat(25)} ${secret}`
    const entry = await store.log(action({ parameters, approvalReason }))
    expect(entry.approvalReason).toBe(`${'.'.repeat(25)} ${left}`)
    expect((await store.log(action({ approvalReason: '.'.repeat(99) }))).approvalReason).toHaveLength(64)
    const { store: longer } = await memoryStore()
    expect(JSON.stringify((await longer.log(action({ parameters }))).parameters)).toContain(` ${left}]`)
  })

  test('the reason of a rejection, wherever the secret stands in it', async () => {
    const { store } = await memoryStore()
    for (const length of [930, 960, 990]) {
      const approve = (): never => {
        throw new Error(`${'.'.repeat(length)} ${secret}`)
      }
      const recorder = createRecorder({ store, sessionId: 's', approve })
      const call = recorder.run({ toolName: 't', parameters: {}, riskLevel: 'critical' }, () => 1)
      await expect(call).rejects.toMatchObject({ code: 'APPROVAL_DENIED' })
    }
    for (const { approvalReason } of await store.query()) expect(approvalReason).toMatch(`. ${left}`)
  })

  test('a whole field, which stays an object', async () => {
    const { store } = await memoryStore({ redact: { paths: ['parameters', 'metadata', 'result'] } })
    const entry = await store.log(action(secrets()))
    expect(entry).toMatchObject({
      parameters: { value: '[redacted:path]' },
      metadata: { value: '[redacted:path]' },
      result: '[redacted:path]',
    })
    expect(await store.get(entry.id)).toEqual(entry)
  })

  test('so that no byte of a secret is in a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tallystick-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const store = await openAuditStore({ file: join(folder, 'audit.db') })
    for (const { secret: one } of tokenSamples) {
      const fields = { parameters: { one }, result: `is ${one}`, error: new Error(`was ${one}`) }
      await store.log(action({ ...fields, metadata: { list: [one] }, approvalReason: `has ${one}` }))
      const intent = await store.begin(action({ parameters: new Map([[one, { deep: JSON.stringify({ one }) }]]) }))
      await store.settle(intent, { result: new Set([one]), error: one })
    }
    // While the journal is all there is, and once there is an image.
    const written = (): string => bytesIn(folder)
    const journal = written()
    expect(await store.count()).toBe(2 * tokenSamples.length)
    await store.close()
    for (const bytes of [journal, written()]) {
      expect(bytes).toContain('[redacted:')
      expect(tokenSamples.filter((sample) => bytes.includes(sample.secret))).toEqual([])
    }
  })

  test('parameters that are no plain object, once', async () => {
    const paths: string[] = []
    const custom = (text: string, path: string): string => {
      paths.push(path)
      return text
    }
    const { store } = await memoryStore({ redact: { custom } })
    const { parameters } = await store.log(action({ parameters: new Set(['a', secret]) }))
    expect(parameters).toEqual({ value: ['a', left] })
    expect(paths).toEqual(['parameters.value.0', 'parameters.value.1'])
  })

  test('by its options', async () => {
    const { store, faults } = await memoryStore({
      redact: {
        keys: ['iban'],
        paths: ['parameters.user.email'],
        except: ['password'],
        custom: (text) => {
          if (text === 'break') throw new Error('no')
          return text.replaceAll('Ada', '[name]')
        },
      },
    })
    const parameters = { user: { email: 'a@b', name: 'Ada' }, IBAN: 'DE02', password: 'x', more: 'break' }
    expect((await store.log(action({ parameters }))).parameters).toEqual({
      user: { email: '[redacted:path]', name: '[name]' },
      IBAN: '[redacted:key]',
      password: 'x',
      more: '[redacted:custom]',
    })
    expect(faults).toMatchObject([{ code: 'CALLBACK_FAILED' }])
  })

  test('nothing with redact: false', async () => {
    const { store } = await memoryStore({ redact: false })
    const { parameters, result } = await store.log(action(secrets()))
    expect({ parameters, result }).toEqual({ parameters: secrets().parameters, result: secrets().result })
  })

  test('nothing of an import, which keeps what the file says', async () => {
    const { store: source } = await memoryStore({ redact: false })
    await source.log(action(secrets()))
    const { store } = await memoryStore()
    await store.importEntries(await source.exportJson())
    await store.importEntries([action({ ...secrets(), id: 'input' })])
    for (const { parameters } of await store.query()) expect(parameters).toEqual(secrets().parameters)
  })
})

test.each([
  [true, 'The option redact has to be false or an object, not true.'],
  [{ keys: 'iban' }, 'The option redact.keys has to be a list of names, not "iban".'],
])('redact: %o is refused', async (redact, message) => {
  await expect(openAuditStore({ memory: true, redact: redact as never })).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message,
  })
})
