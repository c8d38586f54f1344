import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium as playwright } from 'playwright'
import { build } from 'vite'
import { chromium } from '../scripts/chromium.mjs'

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
}

// Isolation from other origins gives performance.now() its finest steps.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** What the page's function `name` gives for `options`, in Chromium with a new profile on the disk. */
export async function inPage({ entries, place }, name, options) {
  const site = place.folder('site')
  await bundle(site)
  const server = await serve(site, { '/entries.json': JSON.stringify(entries) })
  const context = await playwright.launchPersistentContext(place.folder('profile'), { headless: true, ...chromium() })
  try {
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${server.address().port}/`)
    await page.waitForFunction(() => 'bench' in globalThis)
    return await page.evaluate(([called, given]) => globalThis.bench[called](given), [name, options])
  } finally {
    await context.close()
    server.close()
  }
}

function bundle(outDir) {
  return build({
    root: fileURLToPath(new URL('page/', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'esnext', modulePreload: false },
  })
}

function serve(folder, documents) {
  const server = createServer(({ url = '/' }, response) => {
    const path = url === '/' ? '/index.html' : url
    try {
      const body = documents[path] ?? readFileSync(join(folder, path))
      response
        .writeHead(200, { ...headers, 'Content-Type': types[extname(path)] ?? 'application/octet-stream' })
        .end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}
