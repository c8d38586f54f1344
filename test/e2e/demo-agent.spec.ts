import { expect, test, type BrowserContext } from '@playwright/test'
import { type ServedDemo, serveDemo } from './built-demo.js'
import { DemoPage } from './demo-page.js'

let demo: ServedDemo

test.beforeAll(async () => {
  demo = await serveDemo()
})

test.afterAll(async () => {
  await demo.close()
})

async function open(context: BrowserContext): Promise<DemoPage> {
  const page = await context.newPage()
  await page.goto(demo.url)
  const desk = new DemoPage(page)
  await expect(desk.button('Start the agent')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Orders' })).toContainText('1041')
  return desk
}

test('the agent works through its plan, and what it did is in the shop and in the trail', async ({ context }) => {
  const desk = await open(context)
  await expect(desk.page.getByText('Its plan is a script')).toBeVisible()
  await desk.start()
  await desk.approveAll()

  await expect(desk.page.getByRole('list', { name: 'Orders' }).getByText('on its way')).toHaveCount(2)
  await expect(desk.page.getByRole('list', { name: 'Invoices' }).getByText('paid', { exact: true })).toHaveCount(2)
  await expect(desk.entries.getByRole('row')).toContainText(['write_note', 'pay_supplier', 'pay_supplier'])
  expect(await desk.trail()).toHaveLength(17)
  expect(await desk.trail('send_message')).toMatchObject([
    { parameters: { order: 1041 }, approval_decision: 'approved', approved_by: 'user', parent_plan_id: 'orders' },
    { parameters: { order: 1042 }, approval_decision: 'approved', approved_by: 'user', parent_plan_id: 'orders' },
  ])
})

test('a tool that fails says why, in the plan and in the trail, and the agent goes on', async ({ context }) => {
  const desk = await open(context)
  await desk.start()
  await desk.question('send_message')
  const why = 'The courier takes up to 10 kg a parcel, and this one weighs 14.9 kg.'
  await expect(desk.steps.filter({ hasText: `failed: ${why}` })).toHaveCount(1)
  await desk.answer('send_message', 'Reject')
  await desk.question('send_message')
  await desk.dialog.getByRole('button', { name: 'Stop the agent' }).click()
  await desk.said('The agent was stopped.')
  expect(await desk.trail('book_courier')).toMatchObject([
    { outcome: 'failed', error: `Error: ${why}` },
    { outcome: 'succeeded', parameters: { order: 1041, parcels: 2 } },
    { outcome: 'succeeded', parameters: { order: 1042, parcels: 1 } },
  ])
})

test('what is rejected does not happen, and the reason is kept', async ({ context }) => {
  const desk = await open(context)
  await desk.start()
  await desk.answer('send_message', 'Approve')
  await desk.answer('send_message', 'Approve')
  const question = await desk.question('delete_listing')
  await expect(question).toContainText('destructive')
  await expect(question).toContainText('the name says delete')
  await expect(question).toContainText('"product": "Spring cards"')
  await desk.answer('delete_listing', 'Reject', 'keep them for the window')

  await desk.question('pay_supplier')
  await expect(desk.steps.filter({ hasText: 'not allowed: keep them for the window' })).toHaveCount(1)
  await expect(desk.page.getByRole('list', { name: 'On the shelves' })).toContainText('Spring cards')
  await desk.answerPayment('INV-302', 'Reject')
  await desk.answerPayment('INV-303', 'Reject')
  await desk.said('The agent is done.')
  expect(await desk.trail('delete_listing')).toMatchObject([
    { outcome: 'denied', approval_decision: 'rejected', approval_reason: 'keep them for the window' },
  ])
})

test('an approval that is remembered holds for similar calls, never for critical ones', async ({ context }) => {
  const desk = await open(context)
  await desk.start()
  await (await desk.question('send_message')).getByLabel('Remember for similar calls').check()
  await desk.answer('send_message', 'Approve')
  await desk.answer('delete_listing', 'Approve')

  await expect(await desk.question('pay_supplier')).toContainText('asked about every time')
  await expect(desk.dialog.getByLabel('Remember for similar calls')).toBeHidden()
  await desk.answerPayment('INV-302', 'Approve')
  await desk.answerPayment('INV-303', 'Approve')
  await desk.said('The agent is done.')
  expect(await desk.trail('send_message')).toMatchObject([
    { approval_decision: 'approved', approved_by: 'user' },
    { approval_decision: 'auto', approved_by: 'similar_match' },
  ])
})

test('two questions at once wait for one another, and their answers do not mix', async ({ context }) => {
  const desk = await open(context)
  await desk.start()
  for (const tool of ['send_message', 'send_message', 'delete_listing']) await desk.answer(tool, 'Reject')
  await expect(await desk.question('pay_supplier')).toContainText('1 more question waits')
  await desk.answerPayment('INV-302', 'Reject')
  await expect(desk.dialog).toContainText('INV-303')
  await expect(desk.dialog).not.toContainText('more question')
  await desk.answerPayment('INV-303', 'Approve')
  await desk.said('The agent is done.')
  expect(await desk.trail('pay_supplier')).toMatchObject([
    { parameters: { invoice: 'INV-302' }, outcome: 'denied', risk_level: 'critical' },
    { parameters: { invoice: 'INV-303' }, outcome: 'succeeded', approved_by: 'user' },
  ])
})

test('questions are answered by keyboard alone, and Escape is a no', async ({ context }) => {
  const desk = await open(context)
  const { page } = desk
  const keys = async (...pressed: readonly string[]): Promise<void> => {
    for (const key of pressed) await page.keyboard.press(key)
  }
  await page.getByRole('button', { name: 'Start the agent' }).focus()
  await keys('Enter')
  await expect(desk.dialog).toHaveAccessibleName('Allow send_message?', { timeout: 15_000 })
  await expect(desk.dialog.getByRole('heading', { level: 2 })).toBeFocused()
  await keys('Enter')
  await expect(desk.dialog).toBeVisible()
  await expect(desk.dialog.getByRole('button', { name: 'Approve' })).toBeEnabled()
  await keys('Tab')
  await expect(desk.dialog.getByRole('region', { name: 'What it will be called with' })).toBeFocused()
  await keys('Tab')
  await page.keyboard.type('go on')
  await keys('Tab', 'Space', 'Tab', 'Tab', 'Tab')
  await expect(desk.dialog.getByRole('button', { name: 'Approve' })).toBeFocused()
  await keys('Enter')
  await expect(desk.dialog).toHaveAccessibleName('Allow delete_listing?', { timeout: 30_000 })
  await keys('Escape')
  await expect(desk.dialog).toContainText('"invoice": "INV-302"', { timeout: 15_000 })
  await keys('Escape')
  await expect(desk.dialog).toContainText('"invoice": "INV-303"')
  await keys('Escape')
  await expect(page.getByText('The agent is done.')).toBeVisible()
  expect(await desk.trail('send_message')).toMatchObject([
    { approval_reason: 'go on', approved_by: 'user' },
    { approved_by: 'similar_match' },
  ])
  expect(await desk.trail('delete_listing')).toMatchObject([
    { outcome: 'denied', approval_reason: 'The question was dismissed' },
  ])
})

test('stopping the agent closes its question, and skips what is left', async ({ context }) => {
  const desk = await open(context)
  await desk.start()
  await (await desk.question('send_message')).getByRole('button', { name: 'Stop the agent' }).click()
  await expect(desk.dialog).toBeHidden()
  await desk.said('The agent was stopped.')
  await expect(desk.steps.filter({ hasText: 'skipped' })).toHaveCount(10)
  expect((await desk.trail()).at(-1)).toMatchObject({
    tool_name: 'send_message',
    outcome: 'denied',
    approval_reason: 'The agent was stopped',
  })
})

test('an agent that is stopped in the middle of a call leaves it failed', async ({ context }) => {
  const desk = await open(context)
  await desk.start('to watch')
  await desk.answer('send_message', 'Approve')
  await desk.answer('send_message', 'Approve')
  await expect(desk.page.getByText('1 of 2 labels')).toBeVisible()
  await desk.button('Stop').click()
  await desk.said('The agent was stopped.')
  await expect(desk.button('Start the agent')).toBeFocused()
  expect(await desk.trail('print_labels')).toMatchObject([{ outcome: 'failed', error: 'Error: The agent was stopped' }])
})

test('an agent in a second tab has work of its own, and is seen in the first as it works', async ({ context }) => {
  const first = await open(context)
  await first.start()
  await first.question('send_message')
  await first.dialog.getByRole('button', { name: 'Stop the agent' }).click()
  await first.said('The agent was stopped.')
  const [page] = await Promise.all([
    context.waitForEvent('page'),
    first.page.getByRole('link', { name: 'Start one in a second tab' }).click(),
  ])
  const second = new DemoPage(page)
  await second.answer('send_message', 'Approve')
  await expect(page).toHaveURL(demo.url)
  await expect(first.page.getByRole('list', { name: 'Orders' })).toContainText('1043')
  await expect(first.entries.getByRole('row').filter({ hasText: 'send_message' })).toHaveCount(2)
})

test('agents in two tabs work at the same time, and each tab shows what both do', async ({ context }) => {
  const first = await open(context)
  await first.start()
  await first.question('send_message')
  const second = await open(context)
  await second.start()
  await second.answer('send_message', 'Reject', 'not by the second')
  await second.question('send_message')
  await expect(first.entries.getByRole('row').filter({ hasText: 'send_message' })).toContainText(['rejected by user'])
  // The first one has waited all along, and its answer is its own.
  await first.page.bringToFront()
  await first.answer('send_message', 'Approve', 'by the first')
  await first.question('send_message')
  await expect(second.entries.getByRole('row').filter({ hasText: 'approved by user' })).toHaveCount(1)
  for (const desk of [first, second]) {
    await desk.page.bringToFront()
    await desk.dialog.getByRole('button', { name: 'Stop the agent' }).click()
    await desk.said('The agent was stopped.')
  }
  const told = (await first.trail('send_message')).map(
    (entry) => `${String(entry['outcome'])}: ${String(entry['approval_reason'])}`,
  )
  expect(told.toSorted()).toEqual([
    'denied: The agent was stopped',
    'denied: The agent was stopped',
    'denied: not by the second',
    'succeeded: by the first',
  ])
  expect(new Set((await second.trail()).map((entry) => entry['session_id'])).size).toBe(2)
})

test('shop and trail are there after a reload', async ({ context }) => {
  const desk = await open(context)
  await desk.start()
  await desk.approveAll()
  const trail = await desk.trail()
  const shop = await desk.page.getByRole('region', { name: 'Lantern & Ink' }).innerText()

  await desk.page.reload()
  await expect(desk.page.getByRole('list', { name: 'Orders' })).toContainText('on its way')
  expect(await desk.page.getByRole('region', { name: 'Lantern & Ink' }).innerText()).toBe(shop)
  expect(await desk.trail()).toEqual(trail)
  await expect(desk.entries.getByRole('row').filter({ hasText: 'pay_supplier' })).toHaveCount(2)
})

test('a tab that is closed in the middle of a call leaves it pending', async ({ context }) => {
  const [closed, watcher] = [await open(context), await open(context)]
  await closed.page.bringToFront()
  await closed.start('to watch')
  await closed.answer('send_message', 'Approve')
  await closed.answer('send_message', 'Approve')
  await expect(watcher.entries.getByRole('row').filter({ hasText: 'print_labels' })).toContainText('pending')
  await closed.page.close()

  const later = await open(context)
  await expect(later.page.getByText('Cut off: print_labels')).toBeVisible()
  expect(await later.trail('print_labels')).toMatchObject([{ outcome: 'pending', settled_at: null }])
  await expect(later.page.getByRole('list', { name: 'Orders' })).toContainText(/\d of \d labels/)
})

test('the page keeps to its strict policy, and asks nothing of other places', async ({ context }) => {
  const complaints: string[] = []
  const foreign: string[] = []
  context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  context.on('weberror', (error) => complaints.push(error.error().message))
  context.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(demo.url)) foreign.push(request.url())
  })
  const desk = await open(context)
  await desk.start()
  await desk.approveAll()
  await expect(desk.entries.getByRole('row').filter({ hasText: 'write_note' })).toContainText('succeeded')
  await desk.entries.getByRole('row').filter({ hasText: 'pay_supplier' }).first().click()
  await expect(desk.page.getByRole('region', { name: 'Entry' })).toContainText('The user approved it')
  expect({ complaints, foreign }).toEqual({ complaints: [], foreign: [] })
})
