import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
}

/** What is served: the page itself at `/`, the files of a folder under `/tallystick/`, and headers on every answer. */
export interface FileServerOptions {
  readonly page: string
  readonly folder: string
  readonly headers: Readonly<Record<string, string>>
}

/** A plain web server, which knows nothing of bundlers. */
export interface FileServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Serves a page and the files of a folder on a free port. */
export async function serveFiles({ page, folder, headers }: FileServerOptions): Promise<FileServer> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const content =
      path === '/' ? Promise.resolve(Buffer.from(page)) : readFile(join(folder, path.replace('/tallystick/', '/')))
    const type = path === '/' ? mediaTypes['.html'] : mediaTypes[extname(path)]
    content.then(
      (bytes) => response.writeHead(200, { ...headers, 'Content-Type': type ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { url: `http://127.0.0.1:${port}/`, close }
}
