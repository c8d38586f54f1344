import { expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Timeline } from '../../src/inspector/timeline.js'
import { buckets } from './buckets.js'
import { made, mount } from './mount.js'

const eight = buckets(8)

/** A timeline of eight bars, and the ranges that were chosen on it. */
async function timeline(properties: Partial<Timeline> = {}): Promise<{ element: Timeline; chosen: unknown[] }> {
  const element = await mount(made(Timeline, { buckets: eight, ...properties }))
  const chosen: unknown[] = []
  element.addEventListener('range-select', (event) => event instanceof CustomEvent && chosen.push(event.detail))
  return { element, chosen }
}

/** The range from the first bar to the last, by their index. */
function range(first: number, last: number): unknown {
  return { from: eight[first]?.from, to: eight[last]?.to }
}

/** How the canvas is coloured over the middle of a bar, from the bottom up, without repetition. */
function coloursOf(element: Timeline, bar: number): string[] {
  const canvas = element.renderRoot.querySelector('canvas')
  const over = element.renderRoot.querySelector('.bars')
  if (!canvas || !over) throw new Error('There is no plot.')
  const [outer, inner] = [canvas.getBoundingClientRect(), over.getBoundingClientRect()]
  const scale = canvas.width / outer.width
  const x = Math.round((inner.left - outer.left + (inner.width * (bar + 0.5)) / 8) * scale)
  const [top, end] = [inner.top - outer.top, inner.bottom - outer.top].map((y) => Math.round(y * scale))
  const data = canvas.getContext('2d')?.getImageData(x, top ?? 0, 1, (end ?? 0) - (top ?? 0)).data ?? []
  const pixels = Array.from({ length: data.length / 4 }, (_, index) =>
    data[index * 4 + 3] === 255 ? `#${[0, 1, 2].map((part) => hex(data[index * 4 + part])).join('')}` : '',
  )
  return [...new Set(pixels.toReversed().filter((colour) => colour !== ''))]
}

function hex(value = 0): string {
  return value.toString(16).padStart(2, '0')
}

function token(element: Timeline, name: string): string {
  return getComputedStyle(element).getPropertyValue(name)
}

test('bars are stacked by risk, the worst at the bottom, in the colours of the scheme', async () => {
  const { element } = await timeline()
  const levels = ['critical', 'destructive', 'moderate', 'safe']
  const expected = (): string[] => levels.map((level) => token(element, `--audit-${level}`))
  await expect.poll(() => coloursOf(element, 6)).toEqual(expect.arrayContaining(expected()))
  expect(coloursOf(element, 6).filter((colour) => expected().includes(colour))).toEqual(expected())
  const root = element.getRootNode()
  for (const theme of ['dark', 'light', 'dark']) {
    const before = expected()
    if (root instanceof ShadowRoot) root.host.setAttribute('theme', theme)
    expect(expected()).not.toEqual(before)
    await expect.poll(() => coloursOf(element, 6)).toEqual(expect.arrayContaining(expected()))
  }
})

test('the axis says the times that are shown now, where there are as many bars as before', async () => {
  const drawing = vi.spyOn(CanvasRenderingContext2D.prototype, 'fillText')
  onTestFinished(() => drawing.mockRestore())
  const { element } = await timeline()
  const times = (): string[] => drawing.mock.calls.map(([text]) => text).filter((text) => text.includes(':'))
  await expect.poll(times).not.toEqual([])
  const before = times()
  drawing.mockClear()
  const later = (timestamp: string): string => new Date(Date.parse(timestamp) + 420_000).toISOString()
  element.buckets = eight.map((bucket) => ({ ...bucket, from: later(bucket.from), to: later(bucket.to) }))
  await expect.poll(times).not.toEqual([])
  expect(times().some((time) => before.includes(time))).toBe(false)
})

test('each bar says what it stands for', async () => {
  await timeline()
  await expect.element(page.getByRole('listbox', { name: 'Actions over time' })).toBeVisible()
  const bar = page.getByRole('option', { name: /:00 to \d\d:15: 5 actions \(3 safe, 1 moderate, 1 destructive\)$/ })
  await expect.element(bar).toHaveAttribute('aria-selected', 'false')
  await expect
    .element(bar.first())
    .toHaveAttribute('title', expect.stringMatching(/\n2026-11-23 07:00:00 to 2026-11-23 07:15:00 UTC$/))
  expect(page.getByRole('option').elements()).toHaveLength(8)
  await expect.element(page.getByText(/^\d\d:00 to \d\d:00: 106 actions/)).toBeVisible()
})

test('dragging over bars sets the time range, in either direction', async () => {
  const { chosen } = await timeline()
  const bar = (index: number) => page.getByRole('option').nth(index)
  await userEvent.dragAndDrop(bar(2), bar(5))
  await userEvent.dragAndDrop(bar(4), bar(1))
  await bar(6).click()
  expect(chosen).toEqual([range(2, 5), range(1, 4), range(6, 6)])
})

test('arrows, Shift and Enter set it, too', async () => {
  const { element, chosen } = await timeline()
  await userEvent.tab()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
  expect(page.getByRole('option', { selected: true }).elements()).toHaveLength(3)
  await expect.element(page.getByText(/^\d\d:30 to \d\d:15: .* actions/)).toBeVisible()
  await userEvent.keyboard('{Enter}')
  expect(chosen).toEqual([range(2, 4)])
  expect(element.zoomed).toBe(true)
  await page.getByRole('button', { name: 'Whole time' }).click()
  expect(chosen).toEqual([range(2, 4), null])
})

test('Escape takes back what was marked, and is left to others where nothing was', async () => {
  const { element, chosen } = await timeline()
  let heard = 0
  element.addEventListener('keydown', ({ key }) => (heard += key === 'Escape' ? 1 : 0))
  await userEvent.tab()
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}{Escape}')
  expect(page.getByRole('option', { selected: true }).elements()).toHaveLength(0)
  expect(heard).toBe(0)
  await userEvent.keyboard('{Escape}')
  expect(heard).toBe(1)
  expect(chosen).toEqual([])
})

test('a table says the same, and sets the range by a button', async () => {
  const { chosen } = await timeline()
  await page.getByRole('button', { name: 'Table' }).click()
  await expect.element(page.getByRole('button', { name: 'Table' })).toHaveAttribute('aria-expanded', 'true')
  const rows = page.getByRole('row')
  expect(rows.elements()).toHaveLength(7)
  const cells = [...(rows.elements()[1]?.children ?? [])].map((cell) => cell.textContent.trim())
  expect(cells.slice(1, 6)).toEqual(['3', '1', '1', '0', '5'])
  await page
    .getByRole('button', { name: /^Only \d\d:15 to/ })
    .first()
    .click()
  expect(chosen).toEqual([range(1, 1)])
})

test('it fits its place as that changes', async () => {
  const { element } = await timeline()
  const widths = (): (number | undefined)[] =>
    ['.chart', 'canvas'].map((name) => element.renderRoot.querySelector(name)?.clientWidth)
  element.style.width = '320px'
  element.style.display = 'block'
  await expect.poll(widths).toEqual([320, 320])
  element.style.width = '600px'
  await expect.poll(widths).toEqual([600, 600])
})

test('new bars are drawn, none leave a sentence, and it can be moved in the page', async () => {
  const { element } = await timeline({ buckets: [] })
  await expect.element(page.getByText('Nothing happened in this time.')).toBeVisible()
  element.buckets = eight
  await expect.poll(() => page.getByRole('option').elements().length).toBe(8)
  element.parentNode?.append(element)
  await expect.poll(() => coloursOf(element, 6).length).toBeGreaterThan(3)
})

test('while bars are read, it does not say that there are none', async () => {
  const { element } = await timeline({ buckets: [], reading: true })
  await expect.element(page.getByText('Reading …')).toBeVisible()
  element.reading = false
  await expect.element(page.getByText('Nothing happened in this time.')).toBeVisible()
})
