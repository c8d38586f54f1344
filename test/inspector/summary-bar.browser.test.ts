import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { summaryOf } from '../../src/inspector/summary.js'
import { SummaryBar } from '../../src/inspector/summary-bar.js'
import { storeOf } from './browser-store.js'
import { made, mount } from './mount.js'

test('while it is read, nothing is said to be none', async () => {
  const element = await mount(made(SummaryBar, { summary: null }))
  expect(element.shadowRoot?.textContent).not.toMatch(/\b0 |Nobody|No call/)
  const store = await storeOf(6)
  element.summary = summaryOf(await store.summarize({ by: 'tool' }))
  await expect
    .element(page.getByRole('list', { name: 'By risk' }))
    .toHaveTextContent(/3 safe.*0 moderate.*3 destructive/)
  await expect.element(page.getByText('Nobody was asked')).toBeVisible()
})
