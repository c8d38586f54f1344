import { readFileSync } from 'node:fs'
import { lintSource } from '@secretlint/core'
import { creator } from '@secretlint/secretlint-rule-preset-recommend'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../src/entry/entry.js'
import { createRedactor } from '../../src/redaction/redactor.js'
import { readTraceLines, tracesAvailable } from '../traces.js'
import { tokenSamples } from './samples.js'

interface Verdict {
  readonly file: string
  readonly line: number
  readonly field: string
  readonly kinds: Readonly<Record<string, number>>
  readonly verdict: 'secret' | 'sample secret' | 'false alarm'
  readonly reason: string
}

const verdicts = JSON.parse(
  readFileSync(new URL('traces-verdicts.json', import.meta.url), 'utf8'),
) as readonly Verdict[]

const redactor = createRedactor({}, (fault) => {
  throw fault
})

/** What is said of a text by the rules that secretlint recommends, which are maintained elsewhere. */
async function complaints(content: string): Promise<readonly string[]> {
  const rules = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }]
  const source = { filePath: 'trace.txt', ext: '.txt', contentType: 'text' as const, content }
  const { messages } = await lintSource({ source, options: { config: { rules }, noPhysicFilePath: true } })
  return messages.map(({ ruleId, messageId }) => `${ruleId} ${messageId}`)
}

/** How many secrets of which kind a text had. */
function kindsIn(text: string): Record<string, number> {
  const kinds: Record<string, number> = {}
  for (const [, kind = ''] of text.matchAll(/\[redacted:([a-z-]+)\]/g)) kinds[kind] = (kinds[kind] ?? 0) + 1
  return kinds
}

describe.skipIf(!tracesAvailable)('recorded calls', () => {
  const found: Omit<Verdict, 'verdict' | 'reason'>[] = []
  const left: string[] = []
  for (const { file, line, call } of tracesAvailable ? readTraceLines() : []) {
    for (const field of ['parameters', 'result', 'error'] as const) {
      const value = (call[field] ?? null) as JsonValue
      const text = JSON.stringify(value)
      const redacted = JSON.stringify(redactor.value(value, text, field))
      left.push(redacted)
      if (redacted !== text) found.push({ file, line, field, kinds: kindsIn(redacted) })
    }
  }

  test('lose what was judged to be like a secret, and nothing else', () => {
    expect(left).toHaveLength(3 * 6_169)
    expect(found).toEqual(verdicts.map(({ file, line, field, kinds }) => ({ file, line, field, kinds })))
    expect(verdicts.filter(({ reason }) => reason === '')).toEqual([])
  })

  test('hold nothing then that secretlint knows', async () => {
    expect(await complaints(left.join('\n'))).toEqual([])
  }, 300_000)
})

describe('the samples', () => {
  const known = tokenSamples.map(({ secret }) => secret)

  test('are known to secretlint, as far as it has rules for them, and are no more when they were redacted', async () => {
    expect(new Set(await complaints(known.join('\n'))).size).toBeGreaterThan(8)
    expect(await complaints(known.map((secret) => redactor.text(secret, 'error')).join('\n'))).toEqual([])
  })
})
