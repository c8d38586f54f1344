import { expect, onTestFinished, test } from 'vitest'
import { bundle, startChild } from '../child.js'

// In a program of its own, since one that does not end cannot be told to. What takes a minute here took days, were any rule
// quadratic: a megabyte squared is 10^12 steps.
test('megabytes of beginnings without an end are redacted within the test', async () => {
  const child = startChild(await bundle(new URL('child/hostile.ts', import.meta.url)), null)
  onTestFinished(() => void child.process.kill('SIGKILL'))
  expect(await child.ended).toBe(0)
  expect(child.lines.at(-1)).toBe('done')
}, 600_000)
