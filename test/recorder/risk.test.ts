import { describe, expect, test } from 'vitest'
import type { RiskLevel } from '../../src/entry/entry.js'
import { recorded } from './recorded.js'

describe('who is asked', () => {
  const levels: readonly RiskLevel[] = ['safe', 'moderate', 'destructive', 'critical']

  test.each([
    [undefined, ['destructive', 'critical']],
    ['safe', levels],
    ['critical', ['critical']],
    ['never', []],
  ] as const)('from %s', async (askFrom, expected) => {
    const asked: string[] = []
    const { recorder, entries } = await recorded({
      askFrom,
      approve: ({ riskLevel }) => {
        asked.push(riskLevel)
        return 'approved'
      },
    })
    const run = () => 'done'
    const tools = recorder.wrap({
      safe: { run, riskLevel: 'safe' },
      moderate: { run, riskLevel: 'moderate' },
      destructive: { run, riskLevel: 'destructive' },
      critical: { run, riskLevel: 'critical' },
    })
    for (const level of levels) expect(await tools[level as 'safe']()).toBe('done')
    expect(asked).toEqual(expected)
    const required = (await entries()).filter(({ approvalRequired }) => approvalRequired)
    expect(required.map(({ riskLevel }) => riskLevel)).toEqual(expected)
  })

  test('depends on what a tool, or the classifier, says of the arguments', async () => {
    const { recorder, entries, faults } = await recorded({
      classify: ({ toolName, parameters }) => ({
        riskLevel: toolName === 'x' && JSON.stringify(parameters).includes('/etc') ? 'critical' : 'safe',
        reason: 'the path',
      }),
    })
    const tools = recorder.wrap({
      x: (path: string) => path,
      y: { run: (path: string) => path, riskLevel: (path) => (path === '/' ? 'destructive' : 'safe') },
      z: { run: () => 'z', riskLevel: () => raise(new Error('no idea')) },
    })
    await tools.x('/tmp')
    await tools.x('/etc/passwd')
    await tools.y('/tmp')
    await tools.y('/')
    await tools.z()
    const risks = (await entries()).map(({ toolName, riskLevel }) => [toolName, riskLevel])
    expect(risks).toEqual([
      ['x', 'safe'],
      ['x', 'critical'],
      ['y', 'safe'],
      ['y', 'destructive'],
      ['z', 'critical'],
    ])
    expect(faults).toMatchObject([{ code: 'CALLBACK_FAILED', message: expect.stringContaining('no idea') }])
  })

  test('is raised by the hints of a tool', async () => {
    const { recorder, entries } = await recorded()
    await recorder.wrap({ get: { run: () => 1, hints: { destructiveHint: true } } }).get()
    expect(await entries()).toMatchObject([{ riskLevel: 'destructive', approvalRequired: true }])
  })
})

function raise(error: Error): never {
  throw error
}
