import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RiskSubject } from '../../src/risk/assessment.js'
import { riskClassifier, riskWords } from '../../src/risk/classify-by-name.js'
import { riskLevels } from '../../src/risk/risk-level.js'
import { anyText, anyValue } from '../entry/any-value.js'

const classify = riskClassifier()
const trusting = riskClassifier({ trustHints: true })
const named = (toolName: string): RiskSubject => ({ toolName, parameters: {} })

const known = fc.constantFrom(...Object.values(riskWords).flat())
const word = fc.oneof(
  known,
  fc.constantFrom('and', 'then', 'file', 'user', 'deleted', 'payments', 'settings', 'dropping'),
)
const someWords = fc
  .array(word, { minLength: 1, maxLength: 6 })
  .map((found) => found.join('_').split('_'))
  .filter((parts) => parts.every((part) => part.length > 1))

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

describe('every name', () => {
  test('has the same level however it is spelled', () => {
    fc.assert(
      fc.property(someWords, (parts) => {
        const pascal = parts.map(capitalized).join('')
        const spellings = [parts.join('_'), parts.join('-'), parts.join(' '), parts.join('_').toUpperCase(), pascal]
        const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1)
        const levels = [...spellings, camel].map((name) => classify(named(name)).riskLevel)
        expect(new Set(levels).size).toBe(1)
      }),
      { numRuns: 1000 },
    )
  })

  test('has a level and a reason, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string({ unit: 'binary' }), anyValue),
        anyValue,
        anyValue,
        (name, hints, parameters) => {
          const subject = { toolName: name, parameters, hints } as RiskSubject
          for (const judge of [classify, trusting]) {
            const { riskLevel, reason } = judge(subject)
            expect(riskLevels).toContain(riskLevel)
            expect(reason).not.toBe('')
          }
        },
      ),
    )
  })

  test('is never lowered by a critical word more', () => {
    fc.assert(
      fc.property(someWords, fc.constantFrom(...riskWords.critical), (parts, critical) => {
        expect(classify(named(`${parts.join('_')}__${critical}`)).riskLevel).toBe('critical')
        expect(classify(named(`${critical}__${parts.join('_')}`)).riskLevel).toBe('critical')
      }),
    )
  })

  test('is judged the same again, after more names than are remembered', () => {
    const names = Array.from({ length: 2500 }, (_, index) => `delete_${String(index)}`)
    for (const name of [...names, ...names]) expect(classify(named(name)).riskLevel).toBe('destructive')
    expect(classify(named('read'))).toEqual({ riskLevel: 'safe', reason: 'the name says read' })
  })
})

test('an assessment cannot be changed for the next caller', () => {
  const hinted = { ...named('read'), hints: { destructiveHint: true } }
  for (const subject of [named('delete'), named('frobnicate'), named('x'.repeat(300)), hinted]) {
    const { riskLevel } = classify(subject)
    expect(() => Object.assign(classify(subject), { riskLevel: 'safe' })).toThrow(TypeError)
    expect(classify(subject).riskLevel).toBe(riskLevel)
  }
})

describe('the table', () => {
  test('gives every word that stands alone its level', () => {
    for (const level of riskLevels) {
      for (const entry of riskWords[level]) expect([entry, classify(named(entry)).riskLevel]).toEqual([entry, level])
    }
  })

  test('has words of ones own in place of those of a level', () => {
    const own = riskClassifier({ words: { destructive: [...riskWords.destructive, 'frobnicate', 'eject_core'] } })
    expect(own(named('frobnicateAll'))).toEqual({ riskLevel: 'destructive', reason: 'the name says frobnicate' })
    expect(own(named('ejectCore')).riskLevel).toBe('destructive')
    expect(own(named('delete')).riskLevel).toBe('destructive')
    expect(own(named('wipe')).riskLevel).toBe('critical')
  })

  test('can lose a word', () => {
    const critical = riskWords.critical.filter((entry) => entry !== 'permission')
    const own = riskClassifier({ words: { critical } })
    expect(own(named('check_app_permissions')).riskLevel).toBe('safe')
  })

  test('gives a word at two levels the higher one', () => {
    const own = riskClassifier({ words: { safe: ['delete', 'look'], destructive: ['delete'] } })
    expect(own(named('delete')).riskLevel).toBe('destructive')
    expect(own(named('look')).riskLevel).toBe('safe')
    expect(own(named('read')).riskLevel).toBe('moderate')
  })

  test.each([
    [{ destructve: ['delete'] }, 'words.destructve: there is no such risk level'],
    [{ safe: 'read' }, 'words.safe must be a list of words, not "read"'],
    [{ safe: undefined }, 'words.safe must be a list of words, not nothing'],
    [{ critical: ['wipe', 7] }, 'words.critical holds 7, which is no word'],
    [{ critical: [undefined] }, 'words.critical holds nothing, which is no word'],
    [{ critical: ['404'] }, 'words.critical holds "404", which is no word'],
  ])('of %j is refused', (words, complaint) => {
    const make = (): unknown => riskClassifier({ words: words as never })
    expect(make).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(complaint) }),
    )
  })
})
