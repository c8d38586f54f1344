/** How long the person thinks before each answer, in turn, in seconds. */
const thoughts = [4, 9, 14, 6, 23]

/** The demo page, worked by a person who takes their time. */
export class Desk {
  #answers = 0

  constructor(page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: /^Allow / })
    this.inspector = page.locator('audit-inspector')
  }

  /** Opens the page in a tab, and resolves once it shows the shop. */
  static async open(context, url) {
    const page = await context.newPage()
    await page.goto(url)
    await page.getByRole('list', { name: 'Orders' }).getByRole('listitem').first().waitFor()
    return new Desk(page)
  }

  async start(pace = 'as fast as it goes') {
    await this.page.getByLabel('Pace').selectOption(pace)
    await this.page.getByRole('button', { name: 'Start the agent' }).click()
  }

  /** Waits until it is asked about this tool. */
  async question(tool) {
    await this.page.getByRole('dialog', { name: `Allow ${tool}?` }).waitFor()
  }

  /** Answers the question about this tool, after a while. */
  async answer(tool, { button = 'Approve', reason, remember = false } = {}) {
    await this.question(tool)
    if (reason) await this.dialog.getByLabel('Reason').fill(reason)
    if (remember) await this.dialog.getByLabel('Remember').check()
    await this.page.clock.fastForward(1000 * thoughts[this.#answers++ % thoughts.length])
    await this.dialog.getByRole('button', { name: button }).click()
  }

  async said(text) {
    await this.page.getByText(text).first().waitFor()
  }

  /** Waits until the inspector shows so many entries, and all about them. */
  async shows(count) {
    const total = `${count.toLocaleString('en')} actions (`
    await this.inspector.getByText(total).first().waitFor()
    await this.inspector.getByRole('button', { name: 'new entr' }).waitFor({ state: 'hidden' })
  }

  /** Opens the newest entry of a tool. */
  async openEntry(tool) {
    const entries = this.inspector.getByRole('grid', { name: 'Entries' })
    await entries.getByRole('row').filter({ hasText: tool }).first().click()
    await this.inspector.getByRole('region', { name: 'Entry' }).waitFor()
  }

  /** Leaves only what has one of these, of what a menu offers. */
  async filter(menu, ...choices) {
    await this.inspector.getByRole('button', { name: menu, exact: true }).click()
    for (const choice of choices) await this.inspector.getByRole('checkbox', { name: choice }).check()
    await this.page.keyboard.press('Escape')
  }
}
