import { execFileSync } from 'node:child_process'
import { chromium } from './chromium.mjs'
import { attempt, installSystemPackage, run } from './system-package.mjs'

const advice = `No Chromium was found, and none could be installed. Any of these helps:
  - Debian, Ubuntu:  sudo apt-get install chromium
  - elsewhere:       npx playwright install chromium
  - one you have:    CHROMIUM_PATH=/path/to/chromium npm test`

/**
 * Sees to a Chromium for the browser tests: one that is installed, else one from the system's packages, else
 * Playwright's own.
 */
export async function ensureChromium() {
  for (const install of [undefined, installPackage, downloadBrowser]) {
    if (install) attempt(install)
    const path = await findChromium()
    if (path) return console.log(`Browser tests use ${path}`)
  }
  throw new Error(advice)
}

/** A path that exists may still be a stub that only tells how to install a snap, so it has to give its version. */
async function findChromium() {
  const { chromium: bundled } = await import('playwright')
  const path = chromium().executablePath ?? bundled.executablePath()
  return attempt(() => execFileSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore' })) ? path : undefined
}

function installPackage() {
  installSystemPackage('chromium')
}

function downloadBrowser() {
  run('npx playwright install chromium')
}
