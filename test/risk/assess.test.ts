import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AuditError } from '../../src/error.js'
import { assess, type RiskSource } from '../../src/risk/assess.js'
import type { RiskSubject } from '../../src/risk/assessment.js'
import { riskClassifier } from '../../src/risk/classify-by-name.js'
import { isRiskLevel, riskLevels } from '../../src/risk/risk-level.js'
import { anyValue } from '../entry/any-value.js'

const subject: RiskSubject = { toolName: 'file_write', parameters: { path: 'a' } }

const throwing = (thrown: unknown) => (): never => {
  throw thrown
}

describe('a usable answer', () => {
  test.each(riskLevels)('%s, fixed or from a function', (riskLevel) => {
    expect(assess(riskLevel, subject)).toEqual({ riskLevel, reason: 'the tool is set to this level' })
    expect(assess(() => riskLevel, subject)).toEqual({ riskLevel, reason: 'the classifier says so' })
    expect(assess({ riskLevel, reason: 'so it is' }, subject)).toEqual({ riskLevel, reason: 'so it is' })
    expect(assess(() => ({ riskLevel, reason: 'it writes' }), subject)).toEqual({ riskLevel, reason: 'it writes' })
  })

  test('may lack its reason', () => {
    for (const reason of [undefined, '', 7]) {
      const answer = { riskLevel: 'moderate', reason } as never
      expect(assess(() => answer, subject)).toEqual({ riskLevel: 'moderate', reason: 'the classifier says so' })
    }
  })

  test('comes from the call', () => {
    const asked: RiskSubject[] = []
    const classify = (call: RiskSubject): 'safe' => {
      asked.push(call)
      return 'safe'
    }
    assess(classify, subject)
    expect(asked).toEqual([subject])
    expect(assess(riskClassifier(), subject)).toEqual({ riskLevel: 'moderate', reason: 'the name says write' })
  })
})

describe('any other answer', () => {
  test.each([
    undefined,
    null,
    '',
    'SAFE',
    'harmless',
    0,
    true,
    {},
    [],
    ['safe'],
    { riskLevel: 'none' },
    { level: 'safe' },
  ])('%j makes the call critical', (answer) => {
    for (const source of [answer, () => answer]) {
      const assessed = assess(source as RiskSource, subject)
      expect(assessed).toMatchObject({
        riskLevel: 'critical',
        reason: 'its risk could not be told, since the classifier gave no risk level',
      })
      expect(assessed.fault).toBeInstanceOf(AuditError)
      expect(assessed.fault).toMatchObject({
        code: 'CALLBACK_FAILED',
        message: expect.stringContaining('"file_write"'),
      })
    }
  })

  test('of any kind is critical, and nothing is thrown', () => {
    fc.assert(
      fc.property(anyValue, (answer) => {
        fc.pre(!isRiskLevel(answer))
        expect(assess((() => answer) as RiskSource, subject).riskLevel).toBe('critical')
      }),
    )
  })

  test('a promise is none, and its failure ends no process', async () => {
    for (const promise of [Promise.resolve('safe'), Promise.reject(new Error('offline'))]) {
      const assessed = assess((() => promise) as never, subject)
      expect(assessed.riskLevel).toBe('critical')
      expect(assessed.fault?.message).toContain('not a promise')
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  })
})

describe('a classifier that throws', () => {
  test('makes the call critical and gives the error back', () => {
    const error = new Error('no table')
    const assessed = assess(throwing(error), subject)
    expect(assessed).toMatchObject({
      riskLevel: 'critical',
      reason: 'its risk could not be told, since the classifier failed',
    })
    expect(assessed.fault).toMatchObject({ code: 'CALLBACK_FAILED', cause: error })
    expect(assessed.fault?.message).toBe('The risk classifier failed on "file_write": Error: no table')
  })

  test.each([undefined, null, 'text', Object.create(null), new Proxy({}, { get: throwing(new Error('trap')) })])(
    'whatever it throws (case %#)',
    (thrown) => {
      const assessed = assess(throwing(thrown), subject)
      expect(assessed.riskLevel).toBe('critical')
      expect(assessed.fault).toBeInstanceOf(AuditError)
    },
  )

  test('in a getter of its answer', () => {
    const answer = {
      get riskLevel(): 'safe' {
        throw new Error('hidden')
      },
      reason: 'it looks safe',
    }
    expect(assess(() => answer, subject).riskLevel).toBe('critical')
  })

  test('only when asked the second time', () => {
    let reads = 0
    const answer = {
      get riskLevel(): 'safe' {
        reads += 1
        return (reads === 1 ? 'safe' : 'nothing') as 'safe'
      },
      reason: 'it changes',
    }
    expect(assess(() => answer, subject)).toEqual({ riskLevel: 'safe', reason: 'it changes' })
  })
})
