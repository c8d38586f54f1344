import { describe, expect, test } from 'vitest'
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
