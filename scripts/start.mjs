import { execSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './ensure-installed.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))

try {
  ensureInstalled()
  console.log('Building ...')
  execSync('npm run --silent build', { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  await import('../examples/agent.mjs')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
