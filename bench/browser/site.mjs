import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { openAuditStore } from '../.built/dist/index.js'
import { framesOf } from '../frames.mjs'

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
}

// Isolation from other origins: for OPFS in some peers, the finest clock, and the measuring of memory.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** The address of the benchmark's page, which is bundled and served once in a run. */
export function site({ place, entries }) {
  return place.shared('site', async (folder) => {
    const frames = await framesOf(openAuditStore, entries)
    await bundle(folder)
    return serve(folder, { '/entries.json': JSON.stringify(entries), '/frames.json': JSON.stringify(frames) })
  })
}

function bundle(outDir) {
  return build({
    root: fileURLToPath(new URL('../page/', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'esnext', modulePreload: false, assetsInlineLimit: 0 },
  })
}

async function serve(folder, documents) {
  const server = createServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname.replace(/\/$/, '/index.html')
    try {
      const body = documents[path] ?? readFileSync(join(folder, path))
      const type = types[extname(path)] ?? 'application/octet-stream'
      // Data in the browser's cache would count as bytes written.
      const caching = path in documents ? 'no-store' : 'max-age=3600'
      response.writeHead(200, { ...headers, 'Content-Type': type, 'Cache-Control': caching }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Served as long as the run lasts.
  server.unref()
  return `http://127.0.0.1:${server.address().port}/`
}
