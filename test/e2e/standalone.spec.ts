import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { type FileServer, serveFiles } from './file-server.js'

const project = fileURLToPath(new URL('../../', import.meta.url))
const strict = "default-src 'none'; script-src 'self' 'nonce-page' 'wasm-unsafe-eval'; connect-src 'self'"

/** The text of an example of the README. */
async function example(name: string): Promise<string> {
  const readme = await readFile(`${project}README.md`, 'utf8')
  const [, text] = new RegExp(`<!-- example: ${name} -->\\s+\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(readme) ?? []
  if (!text) throw new Error(`README.md has no example called "${name}"`)
  return text
}

/** The page of the README, with the folder where a user would have copied it. */
async function serveExample(change: (page: string) => string = (page) => page): Promise<FileServer> {
  const page = change(await example('standalone'))
  return serveFiles({
    page: page.replace('<script type="module">', '<script type="module" nonce="page">'),
    folder: `${project}dist/standalone`,
    headers: { 'Content-Security-Policy': strict },
  })
}

/** All that a page complains of. */
function problemsOf(page: Page): readonly string[] {
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  return problems
}

test.describe('the plain page of the README', () => {
  let server: FileServer

  test.afterEach(async () => {
    await server.close()
  })

  test('logs and asks without a bundler, under a strict content security policy', async ({ page }) => {
    server = await serveExample()
    const problems = problemsOf(page)
    await page.goto(server.url)
    await expect(page.locator('body')).toContainText('1 action so far')
    await page.reload()
    await expect(page.locator('body')).toContainText('2 actions so far')
    expect(problems).toEqual([])
  })

  test('asks in a worker, and loads no SQLite itself', async ({ page }) => {
    const opening = await example('standalone-worker')
    server = await serveExample((text) => text.replace('const store = await openAuditStore()', opening))
    const problems = problemsOf(page)
    await page.goto(server.url)
    await expect(page.locator('body')).toContainText('1 action so far')
    expect(page.workers().map((worker) => worker.url())).toEqual([`${server.url}tallystick/worker.js`])
    const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(fetched.filter((name) => /sql-wasm/.test(name))).toEqual([])
    expect(problems).toEqual([])
  })
  test('shows its trail in an inspector', async ({ page }) => {
    const inspector = await example('standalone-inspector')
    server = await serveExample((text) => `${text}${inspector}`)
    const problems = problemsOf(page)
    await page.goto(server.url)
    const row = page.getByRole('row', { name: 'page_open' })
    await expect(row).toHaveCount(1)
    await page.reload()
    await expect(row).toHaveCount(2)
    await expect(page.locator('body')).toContainText('2 actions so far')
    expect(problems).toEqual([])
  })
})
