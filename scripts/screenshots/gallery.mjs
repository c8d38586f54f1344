import { readFile } from 'node:fs/promises'
import { agentDays } from './agent-days.mjs'
import { Desk } from './desk.mjs'

/**
 * Shows the main states of the demo on a wide screen, one after the other, and has `picture(name, target, options)` taken of
 * each.
 */
export async function showWide({ context, url, picture }) {
  await showEmpty({ context, url, picture })
  await agentDays(context, url)
  const desk = await Desk.open(context, url)
  await showAgent(desk, picture)
  await showInspector(desk, picture)
  await showActions(desk, picture)
  await showLarge(desk, picture)
}

/** The same on a phone. */
export async function showPhone({ context, url, picture }) {
  await agentDays(context, url)
  const desk = await Desk.open(context, url)
  await desk.start()
  await desk.question('send_message')
  await picture('phone-approval', desk.page)
  await desk.dialog.getByRole('button', { name: 'Stop the agent' }).click()
  await desk.said('The agent was stopped.')
  await desk.shows(50)
  await scrollTo(desk.page.locator('#trail'))
  await picture('phone', desk.page)
  await scrollTo(desk.inspector.locator('audit-timeline'))
  await inDark(desk, () => picture('phone-dark', desk.page))
  await desk.openEntry('send_message')
  await picture('phone-entry', desk.page)
}

async function showEmpty({ context, url, picture }) {
  const desk = await Desk.open(context, url)
  await desk.said('Nothing is recorded yet')
  await picture('empty', desk.inspector, { height: 460 })
  await desk.page.close()
}

async function showAgent(desk, picture) {
  await desk.start()
  await desk.answer('send_message')
  await desk.answer('send_message')
  await desk.answer('delete_listing')
  await desk.question('pay_supplier')
  await picture('approval', desk.page)
  await inDark(desk, () => picture('approval-dark', desk.page))
  await desk.answer('pay_supplier')
  await desk.answer('pay_supplier', { button: 'Reject', reason: 'Not before the delivery is here' })
  await desk.said('The agent is done.')
  await picture('demo', desk.page)
}

async function showInspector(desk, picture) {
  await desk.shows(61)
  await picture('inspector', desk.inspector)
  await inDark(desk, () => picture('inspector-dark', desk.inspector))
  await desk.openEntry('pay_supplier')
  await picture('entry', desk.inspector)
  await inDark(desk, () => picture('entry-dark', desk.inspector))
  await desk.page.keyboard.press('Escape')
}

async function showActions({ page, inspector }, picture) {
  await inspector.getByRole('button', { name: 'Purge…' }).click()
  await page.getByLabel('Older than').fill('0.5')
  await page.getByText('will be removed').waitFor()
  await picture('purge', inspector, { height: 560 })
  await page.getByRole('button', { name: 'Cancel' }).click()

  const file = await exported({ page, inspector }, 'SQLite')
  await page.reload()
  await inspector.locator('input[type=file]').setInputFiles({ name: 'agent_audit.db', buffer: file, mimeType: '' })
  await inspector.getByText('read only').waitFor()
  await picture('file', inspector, { height: 560 })
  await inspector.getByRole('button', { name: 'Close file' }).click()
}

async function showLarge(desk, picture) {
  await desk.page.getByRole('button', { name: 'Load 100,000' }).click()
  await desk.said('sample entries were added')
  await desk.filter('Risk', 'destructive', 'critical')
  await desk.filter('Decision', 'rejected')
  await desk.shows(1_431)
  await picture('filtered', desk.inspector)
}

async function inDark({ page }, show) {
  await page.emulateMedia({ colorScheme: 'dark' })
  await show()
  await page.emulateMedia({ colorScheme: 'light' })
}

function scrollTo(target) {
  return target.evaluate((element) => element.scrollIntoView())
}

async function exported({ page, inspector }, format) {
  await inspector.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    inspector.getByRole('button', { name: format, exact: true }).click(),
  ])
  return readFile(await download.path())
}
