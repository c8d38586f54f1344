/**
 * The gate, as npm scripts that can each be run alone. `after` names what must have passed before; `report` is where a
 * test runner counts its tests, in the form that `counts.mjs` reads.
 */
export const steps = [
  { name: 'build', script: 'build' },
  { name: 'format', script: 'check:format' },
  { name: 'types', script: 'check:types' },
  { name: 'unit', script: 'test:unit', report: vitestReport('unit'), after: ['build'] },
  { name: 'browser', script: 'test:browser', report: vitestReport('browser'), after: ['build'] },
  { name: 'e2e', script: 'test:e2e', report: playwrightReport('e2e'), after: ['build'] },
  { name: 'lint', script: 'check:lint' },
  { name: 'dead code', script: 'check:dead' },
  { name: 'package', script: 'check:package', after: ['build'] },
  { name: 'size', script: 'check:size', after: ['build'] },
  { name: 'public API', script: 'check:api', after: ['build'] },
]

function vitestReport(name) {
  const file = `.reports/${name}.json`
  return { file, kind: 'vitest', args: `--reporter=default --reporter=json --outputFile.json=${file}`, env: {} }
}

function playwrightReport(name) {
  const file = `.reports/${name}.json`
  return { file, kind: 'playwright', args: '--reporter=list,json', env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file } }
}
