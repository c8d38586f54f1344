import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, preview, type PreviewServer } from 'vite'

const root = fileURLToPath(new URL('../../demo', import.meta.url))

/** A place where the demo is served. */
export interface ServedDemo {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Builds the demo with Vite as a user would, in a folder of its own, and serves what came out. */
export async function serveDemo(): Promise<ServedDemo> {
  const outDir = await mkdtemp(join(tmpdir(), 'tallystick-demo-'))
  const config = { root, logLevel: 'error', build: { outDir } } as const
  await build(config)
  const server = await preview({ ...config, preview: { port: 0, strictPort: false, host: '127.0.0.1' } })
  return {
    url: addressOf(server),
    async close() {
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}

function addressOf({ resolvedUrls }: PreviewServer): string {
  const url = resolvedUrls?.local[0]
  if (!url) throw new Error('The preview server gave no address')
  return url
}
