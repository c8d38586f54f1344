import { execSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)

/**
 * Makes `node_modules` match package-lock.json, by `npm ci` where it does not. Uses nothing but Node itself, since it
 * runs before anything is installed.
 */
export function ensureInstalled() {
  requireNode()
  if (isInstalled()) return
  console.log('Installing dependencies (npm ci) ...')
  execSync('npm ci --ignore-scripts --no-audit --no-fund', { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Error(`Tallystick needs Node 20.19 or newer, and this is ${process.versions.node}. See https://nodejs.org`)
}

/** npm leaves a copy of the lock file in node_modules, without what does not belong on this system. */
function isInstalled() {
  const wanted = packages('package-lock.json')
  const present = packages('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || present[path]?.version === version || (optional && !present[path]),
  )
}

function packages(path) {
  try {
    return JSON.parse(readFileSync(new URL(path, root), 'utf8')).packages
  } catch {
    return undefined
  }
}
