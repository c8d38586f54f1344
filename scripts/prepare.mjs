import { execSync } from 'node:child_process'
import { ensureInstalled } from './ensure-installed.mjs'

const root = new URL('../', import.meta.url)

/** Installs what is missing and builds the package. What is installed can be imported only after it. */
export function prepare() {
  ensureInstalled()
  console.log('Building ...')
  execSync('npm run --silent build', { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
}
