import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { riskLevels } from '../../src/entry/validate.js'
import type { AuditEntry } from '../../src/entry/entry.js'
import { EntryDetail } from '../../src/inspector/entry-detail.js'
import { clipboard } from './clipboard.js'
import { entry } from './entry.js'
import { hostileObject, hostileTexts, unseen } from './hostile-values.js'
import { made, mount } from './mount.js'

/** The detail of an entry. */
function detail(fields: Partial<AuditEntry> = {}, properties: Partial<EntryDetail> = {}): Promise<EntryDetail> {
  return mount(made(EntryDetail, { entry: entry(fields), ...properties }))
}

/** All text in an element, shadow roots included. */
function textIn(node: Node): string {
  const inner = node instanceof Element && node.shadowRoot ? textIn(node.shadowRoot) : ''
  if (node instanceof Text) return node.data
  return [inner, ...[...node.childNodes].filter((child) => child.nodeName !== 'STYLE').map(textIn)].join('')
}

/** What the element that has the focus says. */
function focused(element: EntryDetail): string | undefined {
  return element.shadowRoot?.activeElement?.textContent?.trim()
}

test('an entry is shown with all there is to know', async () => {
  await detail()
  await expect.element(page.getByRole('article', { name: 'file_delete' })).toBeVisible()
  for (const text of ['destructive', 'succeeded', '1.24 s', 'session-7', 'step-3', 'desk-agent', 'plan-2', 'call-9']) {
    await expect.element(page.getByText(text, { exact: true })).toBeVisible()
  }
  await expect.element(page.getByText('The user approved it after 4.2 s.')).toBeVisible()
  await expect.element(page.getByText('Why: a draft of mine')).toBeVisible()
  await expect.element(page.getByRole('tree', { name: 'Parameters' })).toHaveTextContent('path: "notes.md"')
  await expect.element(page.getByRole('tree', { name: 'Result' })).toHaveTextContent('deleted: true')
  await expect.element(page.getByRole('tree', { name: 'Metadata' })).toHaveTextContent('the name says delete')
  await expect.element(page.getByRole('heading', { name: 'Parameters 19 B' })).toBeVisible()
})

test('times are local with their zone, and UTC on hover', async () => {
  await detail()
  await expect.element(page.getByText(/2026-11-2\d \d\d:\d8:04 UTC/)).toBeVisible()
  await expect.element(page.getByTitle('2026-11-23 07:38:04.998596 UTC')).toBeVisible()
})

test('what was cut is said with both sizes', async () => {
  await detail({ result: ['first', '…[+900 items]'], resultSize: 120_000 })
  await expect.element(page.getByRole('heading', { name: 'Result 120 kB, shortened to 27 B' })).toBeVisible()
  await expect.element(page.getByText('900 items cut when it was recorded')).toBeVisible()
})

test('an action that failed, and one whose end is not known', async () => {
  const element = await detail({ outcome: 'failed', error: 'EACCES: permission denied', result: null })
  await expect.element(page.getByRole('tree', { name: 'Error' })).toHaveTextContent('EACCES: permission denied')
  await expect.element(page.getByText('None was recorded.')).toBeVisible()
  element.entry = entry({ outcome: 'pending', settledAt: null, result: null })
  await expect.element(page.getByText('not known: its end was not recorded')).toBeVisible()
})

test('neighbours in the session are one press away, and the keyboard is not lost at the last one', async () => {
  const [previous, next] = [entry({ id: 'entry-0' }), entry({ id: 'entry-2', toolName: 'file_list' })]
  const element = await detail({}, { neighbours: { previous, next } })
  element.addEventListener('entry-open', (event) => {
    if (!(event instanceof CustomEvent)) return
    element.entry = (event.detail as { entry: AuditEntry }).entry
    element.neighbours = { previous, next: null }
  })
  await page.getByRole('button', { name: 'Next in the session' }).click()
  await expect.element(page.getByRole('article', { name: 'file_list' })).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Next in the session' })).toBeDisabled()
  expect(element.shadowRoot?.activeElement?.ariaLabel).toBe('Next in the session')
})

test('it takes the focus when it opens, and gives it back when Escape closes it', async () => {
  const opener = document.createElement('button')
  document.body.append(opener)
  onTestFinished(() => opener.remove())
  opener.focus()
  const element = await detail()
  element.addEventListener('detail-close', () => (element.entry = null))
  expect(focused(element)).toBe('file_delete')
  await userEvent.tab()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('article')).not.toBeInTheDocument()
  expect(document.activeElement).toBe(opener)
})

test('an entry that is settled while it is read moves nothing', async () => {
  const element = await detail({ outcome: 'pending' })
  await userEvent.tab()
  const before = element.shadowRoot?.activeElement
  element.entry = entry()
  await expect.element(page.getByText('succeeded')).toBeVisible()
  expect(element.shadowRoot?.activeElement).toBe(before)
})

test('the link to the entry can be followed and copied, where there is one', async () => {
  const link = 'https://example.org/?audit.entry=entry-1'
  const element = await detail({}, { link })
  await expect.element(page.getByRole('link', { name: 'Link to this entry' })).toHaveAttribute('href', link)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect.element(page.getByText('Copied', { exact: true })).toBeVisible()
  expect(await clipboard()).toBe(link)
  element.link = null
  await expect.element(page.getByRole('link')).not.toBeInTheDocument()
})

test('what has session, agent or plan in common with it is one press away', async () => {
  const element = await detail()
  const heard: unknown[] = []
  element.addEventListener('narrow', (event) => event instanceof CustomEvent && heard.push(event.detail))
  for (const what of ['session', 'agent', 'plan']) await page.getByRole('button', { name: `Only this ${what}` }).click()
  expect(heard).toEqual([
    { field: 'sessionId', value: 'session-7' },
    { field: 'agentId', value: 'desk-agent' },
    { field: 'parentPlanId', value: 'plan-2' },
  ])
})

test('hostile texts in every field stay text, and nothing in them is hidden', async () => {
  const hostile = hostileTexts.join('\n')
  const texts = Object.fromEntries(
    ['id', 'sessionId', 'stepId', 'toolName', 'error', 'approvedBy', 'parentPlanId', 'agentId', 'toolCallId'].map(
      (field) => [field, hostile],
    ),
  )
  const element = await detail({
    ...texts,
    timestamp: hostile,
    approvalReason: hostile,
    parameters: hostileObject(),
    result: hostile,
    metadata: hostileObject(),
  })
  await element.updateComplete
  const text = textIn(element)
  expect(text).toContain('<script>globalThis.ran = true</script>')
  expect(text).not.toMatch(unseen)
  expect(element.renderRoot.querySelector('script, img, a')).toBeNull()
  expect(globalThis).not.toHaveProperty('ran')
})

test('fields of 1 MB leave the detail small', async () => {
  const long = 'x'.repeat(2 ** 20)
  const element = await detail({
    toolName: long,
    sessionId: long,
    approvedBy: long,
    approvalReason: long,
    error: long,
    parameters: { long },
  })
  expect(textIn(element).length).toBeLessThan(10_000)
})

test.for(riskLevels)('the risk %s is said in words', async (riskLevel) => {
  await detail({ riskLevel })
  await expect.element(page.getByText(riskLevel, { exact: true })).toBeVisible()
})
