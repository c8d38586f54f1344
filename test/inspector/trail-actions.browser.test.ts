import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { AuditEntry } from '../../src/entry/entry.js'
import { TrailActions } from '../../src/inspector/trail-actions.js'
import type { AuditStore } from '../../src/store/audit-store.js'
import { storeOf } from './browser-store.js'
import { made, mount } from './mount.js'

/** What an event said. */
interface Heard {
  readonly name: string
  readonly detail: { readonly store?: AuditStore; readonly name?: string; readonly count?: number } | null
}

/** The actions on a store, and the events that they fire. */
async function actions(
  store: AuditStore,
  properties: Partial<TrailActions> = {},
): Promise<{ element: TrailActions; heard: Heard[] }> {
  const element = await mount(made(TrailActions, { store, ...properties }))
  const heard: Heard[] = []
  for (const name of ['trail-open', 'trail-close', 'purged']) {
    element.addEventListener(name, (event) => {
      if (event instanceof CustomEvent) heard.push({ name, detail: event.detail as Heard['detail'] })
    })
  }
  return { element, heard }
}

/** Exports by the menu, and gives the file. */
async function exported(label: string, extension: string): Promise<Blob> {
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('button', { name: label, exact: true }).click()
  const link = page.getByRole('link', { name: new RegExp(`^audit-trail-.*\\.${extension}$`) })
  await expect.element(link).toBeVisible()
  expect(link.element().getAttribute('download')).toMatch(/^audit-trail-[\dT-]+\.\w+$/)
  return (await fetch(link.element().getAttribute('href') ?? '')).blob()
}

/** Drops files on an element, as the browser does. */
function drop(target: Element, ...files: readonly File[]): DragEvent {
  const dataTransfer = new DataTransfer()
  for (const file of files) dataTransfer.items.add(file)
  const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, composed: true })
  target.dispatchEvent(event)
  return event
}

test('what is filtered is exported, complete', async () => {
  const store = await storeOf(700)
  const filter = { riskLevel: ['safe'] } as const
  await actions(store, { filter })
  const json: unknown = JSON.parse(await (await exported('JSON', 'json')).text())
  expect(json).toHaveLength(350)
  await expect.element(page.getByRole('status').first()).toHaveTextContent(/Exported 350 entries, [\d.]+ kB/)
  expect(await (await exported('NDJSON', 'ndjson')).text()).toBe(await store.exportNdjson(filter))
  expect(await (await exported('CSV', 'csv')).text()).toBe(await store.exportCsv(filter))
})

test('a database is exported that opens again', async () => {
  const store = await storeOf(20)
  const { element, heard } = await actions(store)
  const file = new File([await exported('SQLite', 'db')], 'copy.db')
  drop(element, file)
  await expect.poll(() => heard).toMatchObject([{ name: 'trail-open', detail: { name: 'copy.db' } }])
  const copy = heard[0]?.detail?.store
  expect(await copy?.query()).toEqual(await store.query())
  await copy?.close()
})

test('an export can be cancelled', async () => {
  const store = await storeOf(20_000)
  await actions(store)
  await page.getByRole('button', { name: 'Export' }).click()
  const button = page.getByRole('button', { name: 'NDJSON' }).element()
  const group = button.getRootNode()
  if (!(button instanceof HTMLElement) || !(group instanceof ShadowRoot)) throw new Error('There is no button.')
  button.click()
  await expect.poll(() => group.querySelector('progress')).not.toBeNull()
  const cancel = [...group.querySelectorAll('button')].find((other) => other.textContent === 'Cancel')
  cancel?.click()
  await expect.element(page.getByText('The export was cancelled.')).toBeVisible()
  expect(page.getByRole('link').elements()).toHaveLength(0)
})

test('a file is opened by its button', async () => {
  const store = await storeOf(3)
  const { element, heard } = await actions(store)
  const input = element.renderRoot.querySelector('input')
  if (!input) throw new Error('There is no input.')
  await userEvent.upload(input, new File([await store.exportNdjson()], 'trail.ndjson'))
  await expect.poll(() => heard).toMatchObject([{ name: 'trail-open', detail: { name: 'trail.ndjson' } }])
  const copy = heard[0]?.detail?.store
  expect(await copy?.count()).toBe(3)
  await copy?.close()
})

test('a file that is dropped anywhere on what holds the element is opened; other drags are left alone', async () => {
  const store = await storeOf(2)
  const { element, heard } = await actions(store)
  const root = element.getRootNode()
  if (!(root instanceof ShadowRoot)) throw new Error('There is no host.')
  expect(drop(root.host, new File([await store.exportJson()], 'trail.json')).defaultPrevented).toBe(true)
  await expect.poll(() => heard).toMatchObject([{ name: 'trail-open' }])
  await heard[0]?.detail?.store?.close()
  const text = new DragEvent('dragover', { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true })
  root.host.dispatchEvent(text)
  expect(text.defaultPrevented).toBe(false)
})

test('of several files that are dropped at once none is opened, and that is said', async () => {
  const store = await storeOf(2)
  const { element, heard } = await actions(store)
  const json = await store.exportJson()
  drop(element, new File([json], 'one.json'), new File([json], 'other.json'))
  await expect.element(page.getByText('These are 2 files, and none was opened. Drop one at a time.')).toBeVisible()
  drop(element, new File([json], 'one.json'))
  await expect.poll(() => heard).toMatchObject([{ name: 'trail-open', detail: { name: 'one.json' } }])
  await expect.element(page.getByText('none was opened')).not.toBeInTheDocument()
  await heard[0]?.detail?.store?.close()
})

test('a file that is no trail is refused with its name and the reason', async () => {
  const { element, heard } = await actions(await storeOf(1))
  drop(element, new File(['Dear diary'], 'diary\u202Etxt.ndjson'))
  await expect
    .element(page.getByText(/diaryU\+202Etxt\.ndjson could not be opened. The import holds no entry at line 1/))
    .toBeVisible()
  expect(heard).toEqual([])
})

test('while a file is dragged over, it says what a drop would do', async () => {
  const { element } = await actions(await storeOf(1))
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File(['x'], 'x.json'))
  const over = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true, composed: true })
  element.dispatchEvent(over)
  expect(over.defaultPrevented).toBe(true)
  await expect.element(page.getByText(/^Drop the file/)).toBeVisible()
  element.dispatchEvent(new DragEvent('dragleave', { bubbles: true, composed: true }))
  await expect.element(page.getByText(/^Drop the file/)).not.toBeInTheDocument()
})

test('a file is marked, cannot be purged, and can be closed', async () => {
  const { heard } = await actions(await storeOf(1), { file: '<b>trail</b>.db' })
  await expect.element(page.getByText('<b>trail</b>.db · read only')).toBeVisible()
  expect(page.getByRole('button', { name: 'Purge' }).elements()).toHaveLength(0)
  await page.getByRole('button', { name: 'Close file' }).click()
  expect(heard).toEqual([{ name: 'trail-close', detail: null }])
})

test('a purge says how many go, and takes these', async () => {
  const old = new Date(Date.now() - 40 * 86_400_000)
  const store = await storeOf(5, { timestamp: old })
  await store.log({ sessionId: 's', stepId: '1', toolName: 'new', riskLevel: 'safe' })
  const { heard } = await actions(store, { filter: { riskLevel: ['critical'] } })
  await page.getByRole('button', { name: 'Purge…' }).click()
  await expect.element(page.getByRole('dialog', { name: 'Purge old entries' })).toBeVisible()
  await expect.element(page.getByText(/^5 of 6 entries are from before .* UTC/)).toBeVisible()
  await page.getByRole('spinbutton', { name: 'Older than days' }).fill('50')
  await expect.element(page.getByText(/^None of 6 entries/)).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Remove' })).toBeDisabled()
  await page.getByRole('spinbutton').fill('30')
  await page.getByRole('button', { name: 'Remove 5 entries' }).click()
  await expect.poll(() => heard).toEqual([{ name: 'purged', detail: { count: 5 } }])
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect((await store.query()).map(({ toolName }: AuditEntry) => toolName)).toEqual(['new'])
})

test('a purge that is thought better of takes nothing', async () => {
  const store = await storeOf(2, { timestamp: '2001-01-01T00:00:00Z' })
  const { heard } = await actions(store)
  await page.getByRole('button', { name: 'Purge…' }).click()
  await expect.element(page.getByText(/^All 2 entries are from before/)).toBeVisible()
  await page.getByRole('spinbutton').fill('-1')
  await expect.element(page.getByText('Give a number of days, more than zero.')).toBeVisible()
  await page.getByRole('spinbutton').fill('1000000')
  await expect.element(page.getByText('No entry can be that old. Give fewer days.')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect(await store.count()).toBe(2)
  expect(heard).toEqual([])
})

test('a purge is about one trail: where another is shown, its dialog closes and takes nothing', async () => {
  const timestamp = new Date(Date.now() - 40 * 86_400_000)
  const [live, other] = [await storeOf(3, { timestamp }), await storeOf(2, { timestamp })]
  const { element, heard } = await actions(live)
  await page.getByRole('button', { name: 'Purge…' }).click()
  await expect.element(page.getByText(/^All 3 entries are from before/)).toBeVisible()
  Object.assign(element, { store: other, file: 'other.db' })
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  Object.assign(element, { store: live, file: null })
  await page.getByRole('button', { name: 'Purge…' }).click()
  await page.getByRole('button', { name: 'Remove 3 entries' }).click()
  await expect.poll(() => heard).toEqual([{ name: 'purged', detail: { count: 3 } }])
  expect([await live.count(), await other.count()]).toEqual([0, 2])
})

test('a purge takes what its dialog said, and not what has grown old since', async () => {
  const store = await storeOf(0)
  const days = 3 / 86_400
  const input = { sessionId: 's', stepId: '1', riskLevel: 'safe' } as const
  await store.log({ ...input, toolName: 'old', timestamp: Date.now() - 60_000 })
  const { heard } = await actions(store)
  await page.getByRole('button', { name: 'Purge…' }).click()
  const { timestamp } = await store.log({ ...input, toolName: 'younger' })
  await page.getByRole('spinbutton').fill(String(days))
  await expect.element(page.getByText(/^1 of 2 entries is from before/)).toBeVisible()
  await expect.poll(() => Date.now() - Date.parse(timestamp), { timeout: 10_000 }).toBeGreaterThan(3_500)
  await page.getByRole('button', { name: 'Remove 1 entry' }).click()
  await expect.poll(() => heard).toEqual([{ name: 'purged', detail: { count: 1 } }])
  await expect.element(page.getByText('Removed 1 entry.')).toBeVisible()
  expect((await store.query()).map(({ toolName }) => toolName)).toEqual(['younger'])
})

test('a purge that would take another number than it said asks again', async () => {
  const old = new Date(Date.now() - 40 * 86_400_000)
  const store = await storeOf(2, { timestamp: old })
  const { heard } = await actions(store)
  await page.getByRole('button', { name: 'Purge…' }).click()
  await expect.element(page.getByText(/^All 2 entries/)).toBeVisible()
  await store.log({ sessionId: 's', stepId: '1', toolName: 'late', riskLevel: 'safe', timestamp: old })
  await page.getByRole('button', { name: 'Remove 2 entries' }).click()
  await expect.element(page.getByText(/^This has just changed\. All 3 entries are from before/)).toBeVisible()
  expect([await store.count(), heard]).toEqual([3, []])
  await page.getByRole('button', { name: 'Remove 3 entries' }).click()
  await expect.poll(() => heard).toEqual([{ name: 'purged', detail: { count: 3 } }])
})
