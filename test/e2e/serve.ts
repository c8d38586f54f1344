import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'

/** A page that runs one script, at an origin of its own. */
export interface ServedPage {
  readonly url: string
  close(): Promise<void>
}

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  wasm: 'application/wasm',
}

/** What is served beside the page and its script. */
export interface ServeOptions {
  /** Further files, by their names. */
  readonly data?: Readonly<Record<string, string>>
  /** Headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Bundles a TypeScript file of the tests for browsers, in memory, and serves it as a page on 127.0.0.1; as
 * `sandboxed.html` once more, where the page has no origin and so no storage.
 */
export async function servePage(entry: URL, { data = {}, headers = {} }: ServeOptions = {}): Promise<ServedPage> {
  const files = new Map([...(await bundle(fileURLToPath(entry))), ...Object.entries(data)])
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1) || 'index.html'
    const body = files.get(path)
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': contentTypes[extension(path)] ?? 'text/plain',
      'access-control-allow-origin': '*',
      ...headers,
      ...(path === 'sandboxed.html' && { 'content-security-policy': 'sandbox allow-scripts' }),
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bundle(entry: string): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '#platform': fileURLToPath(new URL('../../src/platform/browser.ts', import.meta.url)) } },
    build: { write: false, target: 'esnext', rolldownOptions: { input: entry } },
  })) as Rolldown.RolldownOutput
  const files = output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const)
  const [script] = output
  const html = `<!doctype html><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Test</title><script type="module" crossorigin src="/${script.fileName}"></script>`
  return new Map<string, string | Uint8Array>([
    ...files,
    ['index.html', html],
    ['sandboxed.html', html],
    // Where the package has it: in the folder above its modules.
    ['sql-wasm.wasm', readFileSync(new URL('../../node_modules/sql.js/dist/sql-wasm.wasm', import.meta.url))],
  ])
}

function extension(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
