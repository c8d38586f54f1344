import { fileURLToPath } from 'node:url'
import { build, preview, type PreviewServer } from 'vite'

const root = fileURLToPath(new URL('../../demo', import.meta.url))

/** A place where the demo is served. */
export interface ServedDemo {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Builds the demo with Vite as a user would, and serves what came out. */
export async function serveDemo(): Promise<ServedDemo> {
  const config = { root, logLevel: 'error' } as const
  await build(config)
  const server = await preview({ ...config, preview: { port: 0, strictPort: false, host: '127.0.0.1' } })
  return { url: addressOf(server), close: () => server.close() }
}

function addressOf({ resolvedUrls }: PreviewServer): string {
  const url = resolvedUrls?.local[0]
  if (!url) throw new Error('The preview server gave no address')
  return url
}
