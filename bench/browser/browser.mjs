import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from '../launch.mjs'
import { bytesIn } from '../place.mjs'
import { bytesWritten, privateBytes } from './processes.mjs'

// A garbage collection at once, where a page asks what memory it holds; without it Chromium waits for one of its own.
const eagerMemory = '--enable-blink-features=ForceEagerMeasureMemory'

/** A Chromium with a profile of its own on the disk, and the benchmark's page in it. */
export class Browser {
  #context
  #page
  #url
  #profile

  /** Starts on a profile, which is made where it is not there. */
  static async start(url, profile) {
    const browser = new Browser()
    browser.#url = url
    browser.#profile = profile
    browser.#context = await launch(profile, { args: [eagerMemory] })
    await browser.turnPage()
    return browser
  }

  /** A new page in place of the present one, in a process of its own. */
  async turnPage() {
    const page = await this.#context.newPage()
    page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`))
    await this.#page?.close()
    this.#page = page
    await page.goto(this.#url)
    await page.waitForFunction(() => 'bench' in globalThis)
  }

  /** What a function of the page gives. */
  call(name, ...args) {
    return this.#page.evaluate(([called, given]) => globalThis.bench[called](...given), [name, args])
  }

  /** A session of the DevTools protocol with the page. */
  devTools() {
    return this.#context.newCDPSession(this.#page)
  }

  /** Bytes that the page's site keeps in this profile: IndexedDB with the files of its large values, and OPFS. */
  stored() {
    const folders = ['IndexedDB', 'File System', 'WebStorage'].map((name) => join(this.#profile, 'Default', name))
    return folders.filter(existsSync).reduce((sum, folder) => sum + bytesIn(folder), 0)
  }

  /** Bytes that all processes of this browser handed to the disk since they began. */
  written() {
    return bytesWritten(this.#profile)
  }

  /** Bytes of private memory of the processes that run pages. */
  pageMemory() {
    return privateBytes(this.#profile)
  }

  async close() {
    await this.#context.close()
  }
}
