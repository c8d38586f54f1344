import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { hasPseudoTerminal, startAtTerminal } from '../examples/pseudo-terminal.js'

// `npm start` without its build, which would take away the package that other tests use.
const tour = fileURLToPath(new URL('../../scripts/tour.mjs', import.meta.url))

/** A process, and what it has printed so far. */
interface Printing {
  readonly child: ChildProcess
  readonly out: () => string
  readonly errors: () => string
}

test('the agent works, then the demo page is served until an interrupt ends it without complaint', async () => {
  const printing = printed(spawn(process.execPath, [tour, await trailFile()], { stdio: ['ignore', 'pipe', 'pipe'] }))
  const url = await addressIn(printing)
  expect(printing.out()).toMatch(/Session summary.*The demo page is at/s)

  const page = await (await fetch(url)).text()
  expect(policyOf(page)).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "require-trusted-types-for 'script'",
    ]),
  )
  const [, script = ''] = /<script type="module"[^>]* src="([^"]+)"/.exec(page) ?? []
  const served = await fetch(new URL(script, url))
  expect([served.status, served.headers.get('content-type')]).toEqual([200, expect.stringContaining('javascript')])

  expect(await endOf(printing, 'SIGINT')).toEqual([0, null])
  expect(printing.errors()).toBe('')
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('a port that is taken is left to whoever has it', async () => {
  const { port } = await takenPort()
  const printing = printed(spawn(process.execPath, [tour, '--port', `${port}`, await trailFile()]))
  expect(new URL(await addressIn(printing)).port).not.toBe(`${port}`)
  expect(printing.out()).toContain(`Port ${port} was taken`)
  expect(await endOf(printing, 'SIGINT')).toEqual([0, null])
})

test('the demo page is served alone, too, without an agent in Node', async () => {
  const alone = fileURLToPath(new URL('../../scripts/demo-alone.mjs', import.meta.url))
  const printing = printed(spawn(process.execPath, [alone, '--port', '4199']))
  const page = await (await fetch(await addressIn(printing))).text()
  expect(page).toContain('<title>Tallystick')
  expect(printing.out()).not.toContain('Session summary')
  expect(await endOf(printing, 'SIGINT')).toEqual([0, null])
  expect(printing.errors()).toBe('')
})

test('--once ends after the agent', async () => {
  const printing = printed(spawn(process.execPath, [tour, '--once', await trailFile()]))
  expect(await once(printing.child, 'close')).toEqual([0, null])
  expect(printing.out()).toContain('Session summary')
  expect(printing.out()).not.toContain('The demo page is at')
})

test.skipIf(!hasPseudoTerminal)('at a terminal, Ctrl+C ends it', async () => {
  const printing = printed(startAtTerminal([process.execPath, tour, '--yes', await trailFile()]))
  await addressIn(printing)
  printing.child.stdin?.write('\u0003')
  expect(await once(printing.child, 'close')).toEqual([0, null])
  expect(printing.out()).toMatch(/Ctrl\+C ends this\.\s+(\^C\s*)?$/)
})

test.skipIf(process.platform === 'win32')('it ends with the shell in which npm starts it', async () => {
  const env = { ...process.env, npm_lifecycle_event: 'start' }
  const command = `"${process.execPath}" "${tour}" "${await trailFile()}"; true`
  const printing = printed(spawn('sh', ['-c', command], { env }))
  const url = await addressIn(printing)
  printing.child.kill('SIGTERM')
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow('fetch failed'), { timeout: 30_000 })
})

function printed(child: ChildProcess): Printing {
  onTestFinished(() => void child.kill('SIGKILL'))
  const chunks = { out: '', errors: '' }
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => void (chunks.out += chunk))
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => void (chunks.errors += chunk))
  return { child, out: () => chunks.out, errors: () => chunks.errors }
}

/** Where the demo page is, once all is printed. */
async function addressIn({ out }: Printing): Promise<string> {
  await vi.waitFor(() => expect(out()).toContain('Ctrl+C ends this.'), { timeout: 45_000 })
  const [, url] = /The demo page is at (http:\S+)/.exec(out()) ?? []
  if (!url) throw new Error(`No address is printed: ${out()}`)
  return url
}

/** The directives of the policy that the page sets. */
function policyOf(page: string): readonly string[] {
  const [, policy = ''] = /http-equiv="content-security-policy"\s+content="([^"]+)"/.exec(page) ?? []
  return policy.split('; ')
}

async function endOf({ child }: Printing, signal: NodeJS.Signals): Promise<readonly unknown[]> {
  child.kill(signal)
  return once(child, 'close')
}

async function takenPort(): Promise<AddressInfo> {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return server.address() as AddressInfo
}

/** Where the agent keeps its trail. */
async function trailFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-tour-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'trail.db')
}
