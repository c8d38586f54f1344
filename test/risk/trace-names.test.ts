import { expect, test } from 'vitest'
import { riskClassifier } from '../../src/risk/classify-by-name.js'
import { readTraces, tracesAvailable } from '../traces.js'
import { traceNames } from './trace-names.js'

test.runIf(tracesAvailable)('every tool name of the recorded calls has the level that a review gave it', () => {
  const classify = riskClassifier()
  const names = [...new Set(readTraces().map((entry) => entry.toolName))]
  const found = names.map((toolName) => [toolName, classify({ toolName, parameters: {} }).riskLevel])
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(traceNames.map(({ name, level }) => [name, level])))
})

test('every name was reviewed once', () => {
  const names = traceNames.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})
