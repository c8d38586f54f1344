import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ApprovalRequest } from '../../../src/index.js'
import { temporaryFolder } from '../../guarantees/place.js'
import { recorded } from './recorded.js'
import { startServer } from './server.js'

test('a file outside of what the server may touch is a failure with its words', async () => {
  const folder = await temporaryFolder()
  const server = await startServer('filesystem', [folder])
  const { call, entry } = await recorded(server)

  const result = await call('read_text_file', { path: '/etc/hosts' })

  expect(result).toMatchObject({ isError: true })
  expect(await entry()).toMatchObject({
    riskLevel: 'safe',
    outcome: 'failed',
    error: expect.stringContaining('outside allowed directories: /etc/hosts'),
  })
})

test('what the server calls destructive is asked for, is on the disk before the server hears of it, and runs as approved', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'draft.md')
  const server = await startServer('filesystem', [folder])
  const asked: ApprovalRequest[] = []
  const parameters = { path, content: 'approved' }
  const { call, entry, onDisk } = await recorded(server, {
    approve: (request) => {
      asked.push(request)
      parameters.content = 'changed meanwhile'
      return { decision: 'approved', reason: 'go on' }
    },
  })
  let onDiskBefore = ''
  server.beforeSending = () => (onDiskBefore = onDisk())

  await call('write_file', parameters)

  expect(asked).toMatchObject([
    { toolName: 'write_file', riskLevel: 'destructive', parameters: { path, content: 'approved' }, lossless: true },
  ])
  expect(onDiskBefore).toContain(asked[0]?.id)
  expect(await readFile(path, 'utf8')).toBe('approved')
  expect(await entry()).toMatchObject({
    id: asked[0]?.id,
    parameters: { path, content: 'approved' },
    approvalRequired: true,
    approvalDecision: 'approved',
    approvedBy: 'user',
    approvalReason: 'go on',
    outcome: 'succeeded',
  })
})

test('what is rejected never reaches the server', async () => {
  const folder = await temporaryFolder()
  const [source, destination] = [join(folder, 'kept.md'), join(folder, 'moved.md')]
  await writeFile(source, 'keep me')
  const server = await startServer('filesystem', [folder])
  const { call, entry } = await recorded(server, { approve: () => ({ decision: 'rejected', reason: 'not now' }) })

  const pending = call('move_file', { source, destination })

  await expect(pending).rejects.toMatchObject({ code: 'APPROVAL_DENIED', approval: { by: 'user', reason: 'not now' } })
  expect(server.sent).toEqual([])
  expect(readFileSync(source, 'utf8')).toBe('keep me')
  expect(await entry()).toMatchObject({ approvalDecision: 'rejected', outcome: 'denied', success: false, result: null })
})

test('an edit that finds nothing to replace changes nothing and is a failure', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'notes.md')
  await writeFile(path, 'one\n')
  const server = await startServer('filesystem', [folder])
  const { recorder, entries } = await recorded(server, { approve: () => 'approved' })
  const tools = recorder.plan('notes').wrap(server.tools)

  await tools['edit_file']?.({ path, edits: [{ oldText: 'two', newText: 'three' }] })
  await tools['edit_file']?.({ path, edits: [{ oldText: 'one', newText: 'three' }] })

  expect(await readFile(path, 'utf8')).toBe('three\n')
  expect(await entries()).toMatchObject([
    { parentPlanId: 'notes', stepId: 'notes.1', outcome: 'failed', error: expect.stringContaining('exact match') },
    { parentPlanId: 'notes', stepId: 'notes.2', outcome: 'succeeded', error: null },
  ])
})
