import { expect, test } from 'vitest'
import { ownWorkspacePolicy } from '../../examples/policies.mjs'
import type { JsonObject } from '../../src/index.js'
import { anyRequest } from './any-request.js'

const policy = ownWorkspacePolicy('/tmp/workspace')

test.each<JsonObject>([
  { path: '/tmp/workspace/report.md' },
  { path: '/tmp/workspace/deep/er/report.md' },
  { path: '/tmp/workspace/../workspace/report.md' },
  { path: '/tmp/workspace/count.mjs', command: 'node --check' },
])('a file of its own workspace is allowed: %o', (parameters) => {
  expect(policy.decide(anyRequest({ parameters }))).toMatchObject({ decision: 'approved' })
})

test.each<JsonObject>([
  {},
  { path: '/tmp/workspace' },
  { path: '/tmp/workspace/' },
  { path: '/tmp/workspace-of-another/report.md' },
  { path: '/tmp/workspace/../report.md' },
  { path: '/etc/passwd' },
  { path: ['/tmp/workspace/report.md'] },
  { source: '/tmp/workspace/report.md', destination: '/etc/passwd' },
  { args: [{ path: '/tmp/workspace/report.md' }, { signal: '[AbortSignal]' }] },
  { path: '/tmp/workspace/count.mjs', command: 'node' },
  { path: '/tmp/workspace/count.mjs', command: 'node --check -e 1' },
])('anything else is not: %o', (parameters) => {
  expect(policy.decide(anyRequest({ parameters }))).toMatchObject({ decision: 'rejected' })
})
