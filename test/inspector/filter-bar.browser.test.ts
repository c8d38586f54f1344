import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { FilterBar } from '../../src/inspector/filter-bar.js'
import type { InspectorFilter } from '../../src/inspector/inspector-filter.js'
import { made, mount } from './mount.js'

const field = page.getByRole('searchbox')

/** Filters, and what they told. They keep what they tell, as the inspector gives it back to them. */
async function filters(filter: InspectorFilter): Promise<{ bar: FilterBar; told: unknown[] }> {
  const bar = await mount(made(FilterBar, { filter }))
  const told: unknown[] = []
  bar.addEventListener('filter-change', (event) => event instanceof CustomEvent && told.push(event.detail))
  return { bar, told }
}

/** Types as somebody does who goes on before the pause is over, in one go with what comes next. */
function typeQuickly(bar: FilterBar, text: string): void {
  const input = bar.renderRoot.querySelector('input')
  if (!input) throw new Error('There is no field.')
  input.value = text
  input.dispatchEvent(new InputEvent('input'))
}

test('what is typed is cleared with the rest, also when its search waits', async () => {
  const { bar, told } = await filters({ riskLevel: ['critical'] })
  typeQuickly(bar, 'drop')
  bar.renderRoot.querySelector<HTMLElement>('.clear')?.click()
  expect(told).toEqual([{ filter: {} }])
  await expect.element(field).toHaveValue('')
})

test('what is typed comes along with a choice that is made while its search waits', async () => {
  const { bar, told } = await filters({})
  typeQuickly(bar, 'drop')
  bar.renderRoot.querySelector<HTMLElement>('.choice input')?.click()
  expect(told).toEqual([{ filter: { riskLevel: ['safe'], text: 'drop' } }])
  await expect.element(field).toHaveValue('drop')
})

test('what is typed is searched when the field is left or Enter is pressed, without a pause', async () => {
  const { told } = await filters({})
  await userEvent.type(field, 'drop{Enter}')
  expect(told.at(-1)).toEqual({ filter: { text: 'drop' } })
})

test('blanks around a search do not count, and are left to whoever types on', async () => {
  const { bar, told } = await filters({})
  await userEvent.type(field, '  drop ')
  await expect.poll(() => told.at(-1)).toEqual({ filter: { text: 'drop' } })
  bar.choices = { tools: [{ value: 'new_tool', total: 1 }], agents: [] }
  await bar.updateComplete
  await userEvent.type(field, 'table')
  await expect.poll(() => told.at(-1)).toEqual({ filter: { text: 'drop table' } })
  await expect.element(field).toHaveValue('  drop table')
  bar.filter = { text: 'from the address' }
  await expect.element(field).toHaveValue('from the address')
})

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
