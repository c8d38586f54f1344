import { PassThrough } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { consoleApprover } from '../../examples/console-approver.mjs'
import type { ApprovalRequest } from '../../src/index.js'
import { anyRequest } from './any-request.js'

test('only a clear yes approves, and only `a` is remembered', async () => {
  const { ask, type } = terminal()
  for (const yes of ['y', 'Y', ' yes ', 'YES']) {
    const answer = ask()
    type(yes)
    expect(await answer).toMatchObject({ decision: 'approved', remember: false })
  }
  for (const always of ['a', 'Always']) {
    const answer = ask()
    type(always)
    expect(await answer).toMatchObject({ decision: 'approved', remember: true })
  }
  for (const no of ['', ' ', 'n', 'no', 'yea', 'y y', 'aa', '\u0443', 'approve']) {
    const answer = ask()
    type(no)
    expect(await answer).toMatchObject({ decision: 'rejected' })
  }
})

test('the question shows what would be called with what, and why it is asked', async () => {
  const { ask, type, screen } = terminal()
  const answer = ask({
    toolName: 'send_mail',
    riskLevel: 'critical',
    riskReason: 'the name says send',
    parameters: { to: ['a', 'b'] },
  })
  type('n')
  await answer
  expect(screen()).toContain('send_mail. That is critical: the name says send.')
  expect(screen()).toContain('to: ["a","b"]')
})

test('nothing that a call carries can change what is on the screen', async () => {
  const { ask, type, screen } = terminal()
  const parameters = { 'path\r': '\u001B[2K/etc/passwd\u009B1A\u202Edb.tidua\u2028', '\u0007': 1 }
  const answer = ask({ toolName: 'rm\u001B[1A', parameters })
  type('n')
  await answer
  expect(screen().replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u)
  expect(screen()).toContain(String.raw`rm\u{1b}[1A`)
  expect(screen()).toContain('/etc/passwd')
})

test('two questions at once are asked one after the other', async () => {
  const { ask, type, screen } = terminal()
  const answers = Promise.all([ask({ toolName: 'first' }), ask({ toolName: 'second' })])
  await turn()
  expect(screen()).toContain('first')
  expect(screen()).not.toContain('second')
  type('y')
  while (!screen().includes('second')) await turn()
  type('n')
  expect(await answers).toMatchObject([{ decision: 'approved' }, { decision: 'rejected' }])
})

test('a question that is withdrawn, or was before it was put, gets no answer, and the next one does', async () => {
  const { ask, type, screen } = terminal()
  const controller = new AbortController()
  const answers = [ask({ signal: controller.signal }), ask({ toolName: 'late', signal: controller.signal })]
  await turn()
  controller.abort(new Error('never mind'))
  const ends = await Promise.allSettled(answers)
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(screen()).not.toContain('late')

  const next = ask()
  type('y')
  expect(await next).toMatchObject({ decision: 'approved' })
})

test('input that ends leaves every question without an answer', async () => {
  const { ask, end } = terminal()
  const open = ask()
  await turn()
  end()
  await expect(open).rejects.toThrow('the question was closed')
  await expect(ask()).rejects.toThrow('nobody is at the terminal')
})

interface Terminal {
  readonly ask: (request?: Partial<ApprovalRequest>) => Promise<unknown>
  readonly type: (line: string) => void
  readonly end: () => void
  readonly screen: () => string
}

/** An approver over streams that are no terminal, so that what it writes can be compared byte by byte. */
function terminal(): Terminal {
  const input = new PassThrough()
  const output = new PassThrough().setEncoding('utf8')
  let screen = ''
  output.on('data', (chunk: string) => (screen += chunk))
  const approve = consoleApprover({ input, output })
  return {
    ask: async (request) => approve(anyRequest(request)),
    type: (line) => void input.write(`${line}\n`),
    end: () => void input.end(),
    screen: () => screen,
  }
}
