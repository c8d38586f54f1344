import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const built = fileURLToPath(new URL('.built/', import.meta.url))

/** Builds what stands in src, and copies it into `.built/`, which is measured: a build meanwhile changes nothing. */
export function build() {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
  rmSync(built, { recursive: true, force: true })
  for (const name of ['package.json', 'dist']) cpSync(`${root}${name}`, `${built}${name}`, { recursive: true })
}
