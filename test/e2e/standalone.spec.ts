import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { type FileServer, serveFiles } from './file-server.js'

const project = fileURLToPath(new URL('../../', import.meta.url))
const strict = "default-src 'none'; script-src 'self' 'nonce-page' 'wasm-unsafe-eval'; connect-src 'self'"

/** The page of the README, with the folder where a user would have copied it. */
async function readmePage(): Promise<string> {
  const readme = await readFile(`${project}README.md`, 'utf8')
  const [, page] = /<!-- example: standalone -->\s+```html\n(.*?)```/s.exec(readme) ?? []
  if (!page) throw new Error('README.md has no example called "standalone"')
  return page.replace('<script type="module">', '<script type="module" nonce="page">')
}

test.describe('the plain page of the README', () => {
  let server: FileServer

  test.beforeAll(async () => {
    server = await serveFiles({
      page: await readmePage(),
      folder: `${project}dist/standalone`,
      headers: { 'Content-Security-Policy': strict },
    })
  })

  test.afterAll(async () => {
    await server.close()
  })

  test('logs and asks without a bundler, under a strict content security policy', async ({ page }) => {
    const problems: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(server.url)
    await expect(page.locator('body')).toContainText('1 action so far')
    await page.reload()
    await expect(page.locator('body')).toContainText('2 actions so far')
    expect(problems).toEqual([])
  })
})
