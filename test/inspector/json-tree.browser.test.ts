import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { JsonValue } from '../../src/entry/entry.js'
import { JsonTree } from '../../src/inspector/json-tree.js'
import { clipboard } from './clipboard.js'
import { hostileObject, hostileTexts, unseen } from './hostile-values.js'
import { made, mount } from './mount.js'

const nested = { path: 'notes.md', lines: [1, 2, { deep: [true, null] }], empty: {} }

/** A tree of a value, focused by the keyboard. */
async function tree(value: JsonValue): Promise<JsonTree> {
  const element = await mount(made(JsonTree, { value, label: 'Result' }))
  await userEvent.tab()
  return element
}

/** What the rows are called, from top to bottom. */
function names(element: JsonTree): (string | null)[] {
  return [...element.renderRoot.querySelectorAll('[role=treeitem]')].map((row) => row.getAttribute('aria-label'))
}

/** What the row is called that has the focus. */
function focused(element: JsonTree): string | null | undefined {
  return element.shadowRoot?.activeElement?.getAttribute('aria-label')
}

function nodes(element: JsonTree): number {
  return element.renderRoot.querySelectorAll('*').length
}

test('a small value is open, as a tree with levels and positions', async () => {
  const element = await tree(nested)
  await expect.element(page.getByRole('tree', { name: 'Result' })).toBeVisible()
  expect(names(element)).toEqual([
    'Result: {…} 3 keys',
    'path: "notes.md"',
    'lines: […] 3 items',
    '0: 1',
    '1: 2',
    '2: {…} 1 key',
    'deep: […] 2 items',
    '0: true',
    '1: null',
    'empty: {} no keys',
  ])
  const row = page.getByRole('treeitem', { name: 'deep', exact: false })
  await expect.element(row).toHaveAttribute('aria-level', '4')
  await expect.element(row).toHaveAttribute('aria-posinset', '1')
  await expect.element(row).toHaveAttribute('aria-setsize', '1')
  await expect.element(row).toHaveAttribute('aria-expanded', 'true')
})

test('arrows, Home, End and Enter move, open and close', async () => {
  const element = await tree(nested)
  const after = async (keys: string): Promise<string | null | undefined> => {
    await userEvent.keyboard(keys)
    return focused(element)
  }
  expect(focused(element)).toBe('Result: {…} 3 keys')
  expect(await after('{ArrowUp}')).toBe('Result: {…} 3 keys')
  expect(await after('{ArrowDown}{ArrowDown}')).toBe('lines: […] 3 items')
  expect(await after('{ArrowRight}')).toBe('0: 1')
  expect(await after('{ArrowLeft}{ArrowLeft}')).toBe('lines: […] 3 items')
  expect(names(element)).not.toContain('0: 1')
  expect(await after('{ArrowRight}')).toBe('lines: […] 3 items')
  expect(names(element)).toContain('0: 1')
  expect(await after('{End}')).toBe('empty: {} no keys')
  expect(await after('{Home}')).toBe('Result: {…} 3 keys')
  expect(await after('{Enter}')).toBe('Result: {…} 3 keys')
  expect(names(element)).toEqual(['Result: {…} 3 keys'])
  await after(' ')
  expect(names(element)).toHaveLength(10)
})

test('an asterisk opens all siblings', async () => {
  const element = await tree(Array.from({ length: 8 }, () => ['a', 'b', 'c', 'd', 'e']))
  expect(names(element)).not.toContain('4: "e"')
  await userEvent.keyboard('{ArrowDown}*')
  expect(names(element).filter((name) => name === '4: "e"')).toHaveLength(8)
  expect(focused(element)).toBe('0: […] 5 items')
})

test('long lists and objects come a hundred at a time', async () => {
  const element = await tree({ list: Array.from({ length: 250 }, (_, index) => index) })
  await userEvent.keyboard('{ArrowDown}{ArrowRight}')
  expect(names(element)).toHaveLength(103)
  await page.getByRole('treeitem', { name: 'Show 100 more of 150' }).click()
  expect(focused(element)).toBe('100: 100')
  await userEvent.keyboard('{End}')
  expect(focused(element)).toBe('Show 50 more')
  await userEvent.keyboard('{Enter}{End}')
  expect(focused(element)).toBe('249: 249')
})

test('long texts are shortened, and shown whole on demand', async () => {
  const text = 'word '.repeat(1_000)
  const element = await tree({ text })
  expect(element.renderRoot.textContent).not.toContain(text.slice(0, 400))
  await page.getByRole('button', { name: 'Show all' }).click()
  expect(element.renderRoot.textContent).toContain(`"${text}"`)
})

test('Enter shows more of a text of 1 MB, a part at a time', async () => {
  const element = await tree('x'.repeat(2 ** 20))
  await userEvent.keyboard('{Enter}{Enter}')
  const shown = element.renderRoot.querySelector('.string')?.textContent?.length ?? 0
  expect(shown).toBeGreaterThan(15_000)
  expect(shown).toBeLessThan(30_000)
  await expect.element(page.getByRole('button', { name: /Show more/ })).toBeInTheDocument()
})

test('what was cut when it was recorded is said', async () => {
  await tree({ text: 'begin…[+1234 characters]', list: [1, '…[+12 items]'], '…': '[+3 keys]' })
  for (const note of ['1,234 characters', '12 items', '3 keys']) {
    await expect.element(page.getByText(`${note} cut when it was recorded`)).toBeVisible()
  }
})

test('a value is copied as JSON, whatever of it is shown', async () => {
  const text = 'y'.repeat(5_000)
  await tree({ list: [1, { text }] })
  const row = page.getByRole('treeitem', { name: 'list' })
  await row.hover()
  await row.getByRole('button', { name: 'Copy' }).click()
  await expect.element(page.getByRole('status')).toHaveTextContent('Copied as JSON')
  await expect.element(row.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(JSON.parse(await clipboard())).toEqual([1, { text }])
  await userEvent.click(row)
  await userEvent.keyboard('{ArrowRight}{ArrowDown}c')
  expect(JSON.parse(await clipboard())).toBe(1)
})

test.for([
  ['a list', Array.from({ length: 100_000 }, (_, index) => index)],
  ['an object', Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`key ${index}`, index]))],
  ['a text', 'z'.repeat(2 ** 20)],
  ['a text of controls', '\u202E'.repeat(2 ** 18)],
  ['a key', { ['k'.repeat(2 ** 20)]: 1 }],
  ['many lists', Array.from({ length: 1_000 }, () => Array.from({ length: 100 }, (_, index) => index))],
] as const)('of 1 MB as %s only a screen or so is rendered', async ([, value]) => {
  const element = await tree(value)
  expect(nodes(element)).toBeLessThan(1_000)
  await userEvent.keyboard('*')
  expect(nodes(element)).toBeLessThan(10_000)
})

test('a value that lies deep opens level by level', async () => {
  let deep: JsonValue = 'end'
  for (let level = 0; level < 5_000; level += 1) deep = [deep]
  const element = await tree(deep)
  expect(names(element).length).toBeLessThan(50)
  await userEvent.keyboard('{End}{ArrowRight}')
  expect(names(element).length).toBeLessThan(60)
})

test('hostile texts stay text, and nothing in them is hidden', async () => {
  const element = await tree(hostileObject())
  const text = element.renderRoot.textContent
  expect(text).toContain('<script>globalThis.ran = true</script>')
  expect(text).toContain('invoiceU+202Efdp.exe')
  expect(text).toContain('ESC[31mred')
  expect(text).toContain('beforeNULafter')
  expect(text).toContain('__proto__: "own"')
  expect(text).not.toMatch(unseen)
  expect(names(element).join('')).not.toMatch(unseen)
  expect(names(element)).toHaveLength(hostileTexts.length + 5)
  expect(element.renderRoot.querySelector('script, img, svg, a')).toBeNull()
  expect(globalThis).not.toHaveProperty('ran')
})
