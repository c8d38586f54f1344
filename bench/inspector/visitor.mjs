import { launch } from '../launch.mjs'
import { longestTask } from './main-thread-tasks.mjs'

/** Chromium with a profile on the disk, looking at the inspector's page. */
export class Visitor {
  #context
  #page

  /** Starts the browser and opens the page, as somebody does who comes back. */
  static async come(url, profile) {
    const visitor = new Visitor()
    visitor.#context = await launch(profile, { viewport: { width: 1440, height: 900 } })
    const page = await visitor.#context.newPage()
    page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`))
    await page.goto(url)
    await page.waitForFunction(() => 'bench' in globalThis)
    visitor.#page = page
    return visitor
  }

  call(name, ...args) {
    return this.#page.evaluate(([called, given]) => globalThis.bench[called](...given), [name, args])
  }

  /** The longest task of the page's main thread while `work(this)` is done: see `main-thread-tasks.mjs`. */
  longestTask(work) {
    return longestTask(this.#page, () => work(this))
  }

  /** Turns the wheel over the entries, flings the scrollbar through all of them, and holds PageDown. */
  async scroll() {
    const grid = this.#page.getByRole('grid', { name: 'Entries' })
    await grid.hover()
    for (let turn = 0; turn < 60; turn++) await this.#page.mouse.wheel(0, turn % 20 < 15 ? 800 : -600)
    // Chromium without a window has no scrollbar to take hold of.
    await grid.evaluate(async (element) => {
      const steps = 90
      for (let step = 0; step <= steps; step++) {
        element.scrollTop = (element.scrollHeight * Math.abs(Math.sin((step / steps) * Math.PI))) | 0
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    })
    await grid.focus()
    for (let key = 0; key < 60; key++) await this.#page.keyboard.down('PageDown')
    await this.#page.keyboard.up('PageDown')
    await this.#page.keyboard.press('Home')
  }

  /** Takes the hands off the entries, so that new ones may move them. */
  async letGo() {
    await this.#page.keyboard.press('/')
    await this.#page.mouse.move(1, 1)
  }

  async leave() {
    await this.#context.close()
  }
}
