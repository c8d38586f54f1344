import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type Browser, chromium as playwright } from 'playwright'
import { chromium } from '../../../scripts/chromium.mjs'

/** A Chromium on a profile of its own, whose processes can be killed all at once and unasked. */
export class OwnBrowser {
  readonly browser: Browser
  readonly #process: ChildProcess

  private constructor(browser: Browser, process: ChildProcess) {
    this.browser = browser
    this.#process = process
  }

  static async start(profile: string): Promise<OwnBrowser> {
    const { executablePath = playwright.executablePath(), args } = chromium()
    const options = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
    // Detached, it leads a process group, which is what `kill()` kills.
    const child = spawn(executablePath, [...args, ...options], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
    try {
      return new OwnBrowser(await connect(await debuggerAddress(child)), child)
    } catch (error) {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      throw error
    }
  }

  /** Ends the browser as a person does, so that all it knows is on the disk, and resolves when it is gone. */
  async quit(): Promise<void> {
    const exited = once(this.#process, 'exit')
    const session = await this.browser.newBrowserCDPSession()
    // The answer may be lost with the browser.
    await Promise.race([session.send('Browser.close'), exited])
    await exited
  }

  /** Kills every process of the browser with SIGKILL, and resolves when it is gone. Calling it again is harmless. */
  async kill(): Promise<void> {
    const { pid, signalCode, exitCode } = this.#process
    if (pid === undefined || signalCode !== null || exitCode !== null) return
    const exited = once(this.#process, 'exit')
    process.kill(-pid, 'SIGKILL')
    await exited
    await this.browser.close()
  }
}

/** A Chromium that has only just started may leave the first who connects without an answer for ever. */
async function connect(address: string, attempts = 4): Promise<Browser> {
  try {
    return await playwright.connectOverCDP(address, { timeout: 10_000 })
  } catch (error) {
    if (attempts === 1) throw error
    return connect(address, attempts - 1)
  }
}

async function debuggerAddress({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('Chromium was started without a pipe')
  const address = await firstAddress(createInterface({ input: stderr }))
  // A pipe that nobody empties would stop the browser once it is full.
  stderr.resume()
  if (address === undefined) throw new Error('Chromium ended before it could be spoken to')
  return address
}

async function firstAddress(lines: AsyncIterable<string>): Promise<string | undefined> {
  for await (const line of lines) {
    const address = /^DevTools listening on (ws:.*)$/.exec(line)?.[1]
    if (address !== undefined) return address
  }
  return undefined
}
