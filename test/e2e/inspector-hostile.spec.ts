import { expect, type Page } from '@playwright/test'
import initSqlJs from 'sql.js'
import type { AuditEntryInput } from '../../src/index.js'
import { hostileObject, hostileTexts, unseen } from '../inspector/hostile-values.js'
import { detail, expectRows, grid, log, openFile, row } from './inspector-tab.js'
import { test } from './inspector-test.js'

/** What a page shows, and what it must not hold. */
interface Shown {
  /** All text, that of shadow roots and accessible names included. */
  readonly text: readonly string[]
  /** Elements that could do something, and none of which the inspector makes of what it shows. */
  readonly active: readonly string[]
  readonly elements: number
  /** What a hostile text would leave behind if it ran, or reached a prototype. */
  readonly traces: readonly unknown[]
}

function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const texts: string[] = []
    const active: string[] = []
    let elements = 0
    const walk = (node: Node): void => {
      if (node instanceof Text) texts.push(node.data)
      if (!(node instanceof Element)) return node.childNodes.forEach(walk)
      if (['STYLE', 'HEAD'].includes(node.tagName)) return
      elements += 1
      if (node.matches('script, img, iframe, object, embed, template, [href^="javascript:"], [srcdoc]')) {
        active.push(node.outerHTML)
      }
      for (const { name, value } of node.attributes) {
        if (['aria-label', 'title', 'placeholder'].includes(name)) texts.push(value)
        if (name.startsWith('on')) active.push(node.outerHTML)
      }
      if (node.shadowRoot) walk(node.shadowRoot)
      node.childNodes.forEach(walk)
    }
    walk(document.body)
    return {
      text: texts,
      active,
      elements,
      traces: [Reflect.get(globalThis, 'ran'), Reflect.get({}, 'own'), document.title],
    }
  })
}

/** Holds the page to it that nothing of what it shows is anything but text, and that all of it is to be seen. */
async function expectInert(page: Page): Promise<void> {
  const { text, active, traces } = await shown(page)
  const hidden = text.filter((part) => unseen.test(part)).map((part) => JSON.stringify(part))
  expect({ hidden, active, traces }).toEqual({ hidden: [], active: [], traces: [undefined, undefined, 'Test'] })
}

/** An entry with this text in every field that takes one. */
function hostileEntry(text: string, index: number): AuditEntryInput {
  return {
    sessionId: text,
    stepId: text,
    toolName: text,
    agentId: text,
    parentPlanId: text,
    toolCallId: text,
    approvalRequired: true,
    approvalDecision: 'approved',
    approvedBy: text,
    approvalTimeMs: 10,
    approvalReason: text,
    parameters: { [text]: text, ...hostileObject() },
    result: [text, { [text]: text }],
    error: text,
    metadata: { [text]: text, riskReason: text },
    durationMs: 1_000,
    riskLevel: 'critical',
    timestamp: Date.now() - index * 1_000,
  }
}

/** Walks through all entries by their detail. */
async function openEach(page: Page, count: number, look: () => Promise<void>): Promise<void> {
  await grid(page).focus()
  for (let index = 0; index < count; index += 1) {
    await page.keyboard.press('Enter')
    await expect(detail(page)).toBeVisible()
    await look()
    await page.keyboard.press('Escape')
    await expect(grid(page)).toBeFocused()
    await page.keyboard.press('ArrowDown')
  }
}

test('hostile texts in every field are text wherever they are shown', async ({ page }) => {
  await page.goto('/')
  await log(page, hostileTexts.map(hostileEntry))
  await expectRows(page, hostileTexts.length)
  await expect(page.getByRole('table')).toContainText('<')
  await expectInert(page)
  await page.getByRole('button', { name: 'Table' }).click()
  await openEach(page, hostileTexts.length, () => expectInert(page))
})

test('hostile texts are chosen, stand in the address, come back from it, and are let go of', async ({ page }) => {
  await page.goto('/')
  await log(page, hostileTexts.map(hostileEntry))
  await expectRows(page, hostileTexts.length)
  for (const menu of ['Tool', 'Agent']) {
    await page.getByRole('button', { name: menu, exact: true }).click()
    const choices = page.getByRole('checkbox')
    await expect(choices).toHaveCount(hostileTexts.length)
    await expectInert(page)
    for (let index = 0; index < hostileTexts.length; index += 1) {
      await choices.nth(index).check()
      await expectRows(page, 1)
      await expectInert(page)
      await choices.nth(index).uncheck()
    }
    await page.keyboard.press('Escape')
  }
  for (const text of hostileTexts) {
    const parameters = new URLSearchParams({ 'audit.tool': text, 'audit.session': text, 'audit.plan': text })
    await page.goto(`/?${parameters}`)
    await expectRows(page, 1)
    await page.getByRole('button', { name: /^Plan: / }).click()
    await expectInert(page)
    await page.getByRole('checkbox').click()
    await expect(page.getByRole('button', { name: /^Plan: / })).toHaveCount(0)
    await expectInert(page)
  }
})

test('what prototypes have is a name like any other, of tools, agents, sessions and plans', async ({ page }) => {
  await page.goto('/')
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
  await log(page, names.map(hostileEntry))
  await expectRows(page, names.length)
  for (const menu of ['Tool', 'Agent']) {
    await page.getByRole('button', { name: menu, exact: true }).click()
    await expect(page.getByRole('checkbox')).toHaveCount(names.length)
    for (const name of names) {
      await page.getByRole('checkbox', { name: `${name} 1` }).check()
      await expectRows(page, 1)
      await expect(grid(page).getByRole('gridcell', { name, exact: true })).toBeVisible()
      await page.getByRole('checkbox', { name: `${name} 1` }).uncheck()
    }
    await page.keyboard.press('Escape')
  }
  for (const name of names) {
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    await expectRows(page, 1)
    await expect(page).toHaveURL(new RegExp(`audit\\.session=${name}$`))
  }
})

test('hostile texts are searched for, exported and asked about as texts', async ({ page }) => {
  await page.goto('/')
  await log(page, hostileTexts.map(hostileEntry))
  for (const text of hostileTexts.slice(0, 8)) {
    await page.getByRole('searchbox', { name: /^Search in tools/ }).fill(text)
    await expect(grid(page)).toBeVisible()
    await page.getByRole('searchbox', { name: 'Search sessions' }).fill(text)
    await expectInert(page)
  }
  await page.getByRole('searchbox', { name: 'Search sessions' }).fill('')
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
  await expectRows(page, hostileTexts.length)
  for (const format of ['JSON', 'NDJSON', 'CSV', 'SQLite']) {
    await page.getByRole('button', { name: 'Export' }).click()
    await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: format, exact: true }).click()])
    await expect(page.getByText(`Exported ${hostileTexts.length} entries`)).toBeVisible()
  }
  await page.getByRole('button', { name: 'Purge…' }).click()
  await expect(page.getByRole('dialog', { name: 'Purge old entries' })).toBeVisible()
  await expectInert(page)
})

test('an address that somebody made up does nothing but filter', async ({ page }) => {
  await page.goto('/')
  await log(page, hostileTexts.map(hostileEntry))
  const names = ['risk', 'decision', 'outcome', 'tool', 'agent', 'session', 'plan', 'from', 'to', 'text', 'entry']
  for (const text of [...hostileTexts, '__proto__', 'constructor', 'toString']) {
    await page.goto(`/?${new URLSearchParams(names.map((name) => [`audit.${name}`, text]))}&audit.__proto__=x`)
    await expect(page.getByRole('button', { name: 'Clear filters' }).first()).toBeVisible()
    await expectInert(page)
  }
})

test('the name of a trail is text', async ({ page }) => {
  for (const text of hostileTexts) {
    await page.goto(`/?${new URLSearchParams({ trail: text })}`)
    await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
    await expectInert(page)
  }
})

test('the name of a file is text, whether it is shown or refused', async ({ page }) => {
  await page.goto('/')
  const fields = { id: 'f1', session_id: 's', step_id: '1', tool_name: 'server_call', risk_level: 'safe' }
  const entry = { ...fields, timestamp: '2026-01-02T03:04:05Z', created_at: '2026-01-02T03:04:05Z', parameters: {} }
  for (const text of hostileTexts) {
    // No system has these in the names of files.
    const name = `${text.replaceAll(/[\0/]/g, '')}.json`
    await openFile(page, name, JSON.stringify([entry]))
    await expect(row(page, /server_call/)).toBeVisible()
    await expect(page.getByText('· read only')).toBeVisible()
    await expectInert(page)
    await openFile(page, name, 'no trail')
    await expect(page.getByText('could not be opened.')).toBeVisible()
    await expectInert(page)
    await page.getByRole('button', { name: 'Close file' }).click()
  }
})

test('values of 1 MB in every field, and those that show each character as a sign, leave the page small', async ({
  page,
}) => {
  test.slow()
  await page.goto('/')
  const long = ['x'.repeat(2 ** 20), '\u202e'.repeat(2 ** 18), '<b>'.repeat(2 ** 18)]
  await log(page, long.map(hostileEntry), Infinity)
  await expectRows(page, long.length)
  await page.getByRole('button', { name: 'Tool', exact: true }).click()
  await expect(page.getByRole('checkbox')).toHaveCount(3)
  const small = async (): Promise<void> => {
    const { text, elements } = await shown(page)
    expect(text.join('').length).toBeLessThan(500_000)
    expect(elements).toBeLessThan(20_000)
  }
  await small()
  await page.getByRole('checkbox').first().check()
  await expectRows(page, 1)
  // It would be too long an address for any server.
  expect(page.url().length).toBeLessThan(10_000)
  await page.getByRole('checkbox').first().uncheck()
  await page.keyboard.press('Escape')
  await expectRows(page, 3)
  await openEach(page, long.length, small)
})

test('a database of another program may hold anything in any column', async ({ page }) => {
  const values = [...hostileTexts, '__proto__', 'constructor', 'unseen', 'hidden', 'risk', '', null]
  const { Database } = await initSqlJs()
  const database = new Database()
  const columns = [
    'id, session_id, step_id, timestamp, tool_name, parameters, result, error, duration_ms, risk_level',
    'approval_required, approval_decision, approved_by, approval_time_ms, success, parent_plan_id, created_at',
  ].join(', ')
  database.run(`CREATE TABLE agent_audit (${columns.replace('id', 'id TEXT PRIMARY KEY')})`)
  const insert = `INSERT INTO agent_audit (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`
  for (const value of values)
    database.run(
      insert,
      Array.from({ length: 17 }, () => value),
    )
  database.run(
    insert,
    Array.from({ length: 17 }, () => new Uint8Array([0x3c, 0x62, 0xff, 0x3e])),
  )
  await page.goto('/')
  await openFile(page, 'foreign.db', Buffer.from(database.export()))
  await expect(page.getByText('foreign.db · read only')).toBeVisible()
  await expectRows(page, values.length + 1)
  await expectInert(page)
  await openEach(page, values.length + 1, () => expectInert(page))
  for (const level of ['unseen', 'hidden', '__proto__']) {
    await expect(grid(page).getByRole('gridcell', { name: level, exact: true }).first()).toBeVisible()
  }
})
