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
    const options = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`]
    // Detached, it leads a process group, which is what `kill()` kills.
    const child = spawn(executablePath, [...args, ...options], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
    const address = await debuggerAddress(child)
    return new OwnBrowser(await playwright.connectOverCDP(address), child)
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

async function debuggerAddress({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('Chromium was started without a pipe')
  for await (const line of createInterface({ input: stderr })) {
    const address = /^DevTools listening on (ws:.*)$/.exec(line)?.[1]
    if (address !== undefined) return address
  }
  throw new Error('Chromium ended before it could be spoken to')
}
