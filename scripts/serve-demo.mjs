import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'

const root = fileURLToPath(new URL('../demo', import.meta.url))

/**
 * Builds the demo with Vite as a user would, in a folder of its own, and serves what came out: at this port, or at the next
 * one that is free. By default only this machine gets to it.
 */
export async function serveDemo({ port = 0, host = '127.0.0.1' } = {}) {
  const outDir = await mkdtemp(join(tmpdir(), 'tallystick-demo-'))
  const remove = () => rmSync(outDir, { recursive: true, force: true })
  // Vite ends the process by itself when it is told to end (SIGTERM).
  process.once('exit', remove)
  const config = { root, logLevel: 'error', build: { outDir } }
  await build(config)
  const server = await preview({ ...config, preview: { port, strictPort: false, host } })
  return {
    url: addressOf(server),
    close: async () => {
      await server.close()
      remove()
    },
  }
}

function addressOf({ resolvedUrls }) {
  const [url] = resolvedUrls?.local ?? []
  if (!url) throw new Error('The preview server gave no address')
  return url
}
