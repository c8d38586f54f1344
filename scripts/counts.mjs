import { readFileSync } from 'node:fs'

/**
 * How many tests passed, failed and were skipped, by a runner's own report. A runner that failed without a failed test
 * to show for it (it crashed, a file did not load) counts as one failure, so that trouble is never a zero.
 */
export function countTests({ report, ok }) {
  const { passed, failed, skipped } = read(report)
  return { passed, failed: ok ? failed : Math.max(failed, 1), skipped }
}

/** Adds up the counts of several runners. */
export function addCounts(all) {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

function read({ file, kind }) {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8'))
    return kind === 'vitest' ? fromVitest(json) : fromPlaywright(json)
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** A file that did not load has no tests, and tests that a crash cut off have no result: both are failures. */
function fromVitest({ testResults, numTotalTests, numPassedTests: passed, numPendingTests, numTodoTests }) {
  const unloaded = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.length)
  const skipped = numPendingTests + numTodoTests
  return { passed, failed: numTotalTests - passed - skipped + unloaded.length, skipped }
}

function fromPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}
