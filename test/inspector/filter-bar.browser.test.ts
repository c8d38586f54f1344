import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { FilterBar } from '../../src/inspector/filter-bar.js'
import { made, mount } from './mount.js'

test('what is chosen while the last choice is not drawn yet comes to it', async () => {
  const bar = await mount(made(FilterBar, {}))
  const heard: unknown[] = []
  bar.addEventListener('filter-change', (event) => event instanceof CustomEvent && heard.push(event.detail))
  await page.getByRole('button', { name: 'Risk' }).click()
  for (const level of ['destructive', 'critical']) {
    bar.renderRoot.querySelectorAll<HTMLElement>('label').forEach((label) => label.innerText === level && label.click())
  }
  expect(heard.at(-1)).toEqual({ filter: { riskLevel: ['destructive', 'critical'] } })
  await expect.element(page.getByRole('button', { name: 'Risk: destructive +1' })).toBeVisible()
})
