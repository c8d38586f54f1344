import type { BrowserContext, Page } from 'playwright'

/** A page under test, and what it said was kept. */
export class Tab {
  readonly page: Page
  readonly #acknowledged: string[] = []

  private constructor(page: Page) {
    this.page = page
  }

  /** Opens the page that `servePage()` serves, and the database in it. */
  static async open(context: BrowserContext, url: string, database: string): Promise<Tab> {
    const page = await context.newPage()
    const tab = new Tab(page)
    await page.exposeFunction('acknowledge', (frames: readonly string[]) => void tab.#acknowledged.push(...frames))
    await page.goto(url)
    await page.evaluate((name) => globalThis.tab.open(name), database)
    return tab
  }

  /** The ids of the frames whose append resolved, as far as word of it reached the test. */
  get acknowledged(): readonly string[] {
    return this.#acknowledged
  }

  append(prefix: string, callers: number): Promise<void> {
    return this.page.evaluate(([name, count]) => globalThis.tab.append(name, count), [prefix, callers] as const)
  }

  compact(): Promise<void> {
    return this.page.evaluate(() => globalThis.tab.compact())
  }

  stop(): Promise<void> {
    return this.page.evaluate(() => globalThis.tab.stop())
  }

  pull(): Promise<readonly string[]> {
    return this.page.evaluate(() => globalThis.tab.pull())
  }

  frames(): Promise<readonly string[]> {
    return this.page.evaluate(() => globalThis.tab.frames())
  }

  crash(): Promise<void> {
    return crash(this.page)
  }
}

/** Makes a page's process crash, in the middle of whatever it does. */
export async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  // No answer comes from a process that is gone.
  session.send('Page.crash').catch(() => {})
  await crashed
}
