import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { launch } from '../launch.mjs'

const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' }
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

/**
 * The files that a page asks for until a program of `page/main.js` is done, as Vite builds them, in a real Chromium; without
 * the page itself and the script that picks the program. For each of the names: the files, or the error.
 */
export async function requestedFiles(place, names) {
  const folder = place.folder('downloads')
  await bundle(folder)
  const requested = new Set()
  const server = await serve(folder, requested)
  const context = await launch(place.folder('profile'))
  try {
    const results = []
    for (const name of names)
      results.push(await filesOf(context, { name, folder, requested, port: server.address().port }))
    return results
  } finally {
    await context.close()
    server.close()
  }
}

async function filesOf(context, { name, folder, requested, port }) {
  const page = await context.newPage()
  try {
    await page.goto(`http://127.0.0.1:${port}/`)
    await page.waitForFunction(() => 'bench' in globalThis)
    requested.clear()
    await page.evaluate((chosen) => globalThis.bench(chosen), name)
    return { name, files: [...requested].map((path) => join(folder, path)) }
  } catch (error) {
    return { name, error }
  } finally {
    await page.close()
  }
}

function bundle(outDir) {
  return build({
    root: fileURLToPath(new URL('page/', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'esnext', modulePreload: false, assetsInlineLimit: 0 },
  })
}

async function serve(folder, requested) {
  const server = createServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname.replace(/\/$/, '/index.html')
    try {
      const body = readFileSync(join(folder, path))
      requested.add(path)
      const headers = {
        ...isolated,
        'Content-Type': types[extname(path)] ?? 'application/octet-stream',
        'Cache-Control': 'no-store',
      }
      response.writeHead(200, headers).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
