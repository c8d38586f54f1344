import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Installs what the library is compared with into this folder, the first time. */
export function installPeers() {
  if (existsSync(join(here, 'node_modules/.package-lock.json'))) return
  console.error('Installing the peers into bench/ (once; better-sqlite3 may be compiled, which takes a minute) ...')
  try {
    execFileSync('npm', ['ci'], { cwd: here, stdio: ['ignore', 'inherit', 'inherit'], env: environment() })
  } catch (cause) {
    throw new Error(
      '`npm ci` failed in bench/. Where better-sqlite3 has no prebuilt binary it needs python3, make and a C++ compiler.',
      { cause },
    )
  }
}

/** node-gyp downloads Node's headers unless it is told that they lie beside this Node. */
function environment() {
  const prefix = dirname(dirname(process.execPath))
  const present = existsSync(join(prefix, 'include/node/node.h'))
  return { ...process.env, ...(present && { npm_config_nodedir: prefix }) }
}
