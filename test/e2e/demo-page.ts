import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'

/** An entry of the trail, as the page exports it. */
export type ExportedEntry = Readonly<Record<string, unknown>>

/** The demo page, as a person finds their way on it. */
export class DemoPage {
  readonly page: Page
  readonly dialog: Locator
  readonly entries: Locator
  readonly steps: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog')
    this.entries = page.getByRole('grid', { name: 'Entries' })
    this.steps = page.getByRole('list', { name: 'Plan of the agent' }).getByRole('listitem')
  }

  /** Starts the agent, as fast as it goes unless told otherwise. */
  async start(pace = 'as fast as it goes'): Promise<void> {
    await this.page.getByLabel('Pace').selectOption(pace)
    await this.button('Start the agent').click()
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** The question about a call of this tool, once it is asked. */
  async question(tool: string): Promise<Locator> {
    await expect(this.dialog).toHaveAccessibleName(`Allow ${tool}?`)
    return this.dialog
  }

  /** Waits for the question about a call of this tool, and answers it. */
  async answer(tool: string, button: 'Approve' | 'Reject', reason = ''): Promise<void> {
    const question = await this.question(tool)
    if (reason) await question.getByLabel('Reason').fill(reason)
    await question.getByRole('button', { name: button }).click()
  }

  /** Answers the question about one payment; there may be another one beside it. */
  async answerPayment(invoice: string, button: 'Approve' | 'Reject'): Promise<void> {
    await expect(this.dialog).toContainText(`"invoice": "${invoice}"`)
    await this.answer('pay_supplier', button)
  }

  /** Approves whatever is asked until the agent is done. */
  async approveAll(): Promise<void> {
    for (const tool of ['send_message', 'send_message', 'delete_listing']) await this.answer(tool, 'Approve')
    await this.answerPayment('INV-302', 'Approve')
    await this.answerPayment('INV-303', 'Approve')
    await this.said('The agent is done.')
  }

  /** Waits until the page says this of the agent. */
  async said(text: string): Promise<void> {
    await expect(this.page.getByText(text)).toBeVisible()
  }

  /** The file that the inspector's menu gives in this format. */
  async exported(format: string): Promise<Buffer> {
    await this.button('Export').click()
    const [file] = await Promise.all([this.page.waitForEvent('download'), this.button(format).click()])
    return readFile(await file.path())
  }

  /** What the trail holds of a tool, or all of it, oldest first. */
  async trail(tool?: string): Promise<readonly ExportedEntry[]> {
    const file = await this.exported('JSON')
    const entries: readonly ExportedEntry[] = JSON.parse(file.toString())
    return tool === undefined ? entries : entries.filter((entry) => entry['tool_name'] === tool)
  }
}
