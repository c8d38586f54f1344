import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RiskAssessment, ToolHints } from '../../src/risk/assessment.js'
import { riskClassifier } from '../../src/risk/classify-by-name.js'
import { atLeast } from '../../src/risk/risk-level.js'

const untrusting = riskClassifier()
const trusting = riskClassifier({ trustHints: true })

type Classify = typeof untrusting

function levelOf(classify: Classify, toolName: string, hints: object): RiskAssessment['riskLevel'] {
  return classify({ toolName, parameters: {}, hints }).riskLevel
}

const hint = fc.option(fc.boolean(), { nil: undefined })
const anyHints: fc.Arbitrary<ToolHints> = fc.record(
  { readOnlyHint: hint, destructiveHint: hint, idempotentHint: hint, openWorldHint: hint },
  { requiredKeys: [] },
)
const toolName = fc.constantFrom('read', 'write', 'delete', 'wipe', 'frobnicate', 'get_credentials', 'list_deleted', '')

describe('hints that are not trusted', () => {
  test.each([
    ['read', { destructiveHint: true }, 'destructive'],
    ['read', { readOnlyHint: false }, 'moderate'],
    ['read', { openWorldHint: true }, 'moderate'],
    ['read', { readOnlyHint: true, destructiveHint: true }, 'destructive'],
    ['read', { readOnlyHint: false, destructiveHint: false }, 'moderate'],
    ['read', { idempotentHint: false }, 'safe'],
    ['wipe', { destructiveHint: true }, 'critical'],
    ['delete', { readOnlyHint: true }, 'destructive'],
    ['delete', { destructiveHint: false }, 'destructive'],
    ['frobnicate', { readOnlyHint: true }, 'moderate'],
  ])('%s with %j is %s', (name, hints, level) => expect(levelOf(untrusting, name, hints)).toBe(level))

  test('never lower a level', () => {
    fc.assert(
      fc.property(toolName, anyHints, anyHints, (name, hints, more) => {
        const without = untrusting({ toolName: name, parameters: {} }).riskLevel
        expect(atLeast(levelOf(untrusting, name, hints), without)).toBe(true)
        const added = { ...more, ...hints }
        expect(atLeast(levelOf(untrusting, name, added), levelOf(untrusting, name, hints))).toBe(true)
      }),
    )
  })
})

describe('hints that are trusted', () => {
  test.each([
    ['delete', { readOnlyHint: true }, 'safe'],
    ['frobnicate', { readOnlyHint: true }, 'safe'],
    ['delete', { destructiveHint: false }, 'moderate'],
    ['read', { destructiveHint: false }, 'safe'],
    ['delete', { readOnlyHint: true, openWorldHint: true }, 'moderate'],
    ['delete', { readOnlyHint: true, destructiveHint: true }, 'destructive'],
    ['delete', { idempotentHint: true }, 'destructive'],
    ['delete', { openWorldHint: false }, 'destructive'],
    ['get_credentials', { readOnlyHint: true }, 'critical'],
    ['wipe', { destructiveHint: false }, 'critical'],
  ])('%s with %j is %s', (name, hints, level) => expect(levelOf(trusting, name, hints)).toBe(level))

  test('raise as those that are not', () => {
    fc.assert(
      fc.property(toolName, anyHints, (name, { destructiveHint, openWorldHint }) => {
        const raising = { destructiveHint: destructiveHint || undefined, openWorldHint }
        expect(levelOf(trusting, name, raising)).toBe(levelOf(untrusting, name, raising))
      }),
    )
  })
})

describe('a malformed hint says nothing', () => {
  test.each([
    { readOnlyHint: 'true' },
    { readOnlyHint: 1 },
    { readOnlyHint: null },
    { destructiveHint: 'false' },
    { destructiveHint: 0 },
    [true],
  ])('%j', (hints) => {
    expect(levelOf(trusting, 'delete', hints)).toBe('destructive')
    expect(levelOf(trusting, 'read', hints)).toBe('safe')
  })

  test('a getter that throws', () => {
    const hints = {
      get readOnlyHint(): boolean {
        throw new Error('no hint')
      },
    }
    expect(levelOf(trusting, 'delete', hints)).toBe('destructive')
  })

  test('nor do hints that are no object', () => {
    for (const hints of [null, 'readOnlyHint', true, 7]) {
      expect(trusting({ toolName: 'delete', parameters: {}, hints: hints as never }).riskLevel).toBe('destructive')
    }
  })
})

test('the reason names the hint that decided', () => {
  const reasonOf = (classify: Classify, hints: ToolHints): string =>
    classify({ toolName: 'read_delete', parameters: {}, hints }).reason
  expect(reasonOf(untrusting, { destructiveHint: true })).toBe(
    "the tool's author calls it destructive (destructiveHint)",
  )
  expect(reasonOf(untrusting, { readOnlyHint: false })).toContain('(readOnlyHint)')
  expect(reasonOf(untrusting, { openWorldHint: true })).toContain('(openWorldHint)')
  expect(reasonOf(untrusting, { readOnlyHint: true })).toBe('the name says read')
  const trusted = trusting({ toolName: 'send', parameters: {}, hints: { readOnlyHint: true } })
  expect(trusted.reason).toContain('who is trusted')
})
