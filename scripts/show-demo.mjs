import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { serveDemo } from './serve-demo.mjs'

/** What can be said of the demo page at the command line, for `parseArgs()`. */
export const demoOptions = { port: { type: 'string', default: '4170' }, host: { type: 'string' } }

/** Serves the demo page, prints where and `hint`, and resolves once Ctrl+C, or the end of npm, has ended it. */
export async function showDemo({ port, host, hint = '' }) {
  const { url, close } = await serveDemo({ port: portOf(port), host })
  // Listened for before it is named: whoever reads the line may press the keys at once.
  const ended = Promise.race([once(process, 'SIGINT'), endOfNpm()])
  console.log(`
The demo page is at ${url}
An agent works a small shop there and asks you before what is risky; below, you see all that it did.
${hint}${new URL(url).port === port ? '' : otherPort(port)}Ctrl+C ends this.`)
  await ended
  await close()
}

function portOf(text) {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Error(`--port ${text} is no port. Give a number from 1 to 65535.`)
}

function otherPort(port) {
  return `Port ${port} was taken, so what the page may have kept at that address is not here.\n`
}

/** Resolves once npm is gone, where it started this: the shell between them passes no signal on. */
async function endOfNpm() {
  if (!process.env.npm_lifecycle_event) return new Promise(() => {})
  const shell = process.ppid
  while (process.ppid === shell) await setTimeout(500, undefined, { ref: false })
}
