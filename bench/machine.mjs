import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { fileURLToPath } from 'node:url'
import { chromium } from '../scripts/chromium.mjs'

/** What a figure depends on beside the code, in pairs of name and value; nothing that tells whose machine it is. */
export function machine() {
  const processors = cpus()
  return [
    ['CPU', `${processors[0]?.model.trim() || 'unknown'}, ${processors.length} cores`],
    ['memory', `${(totalmem() / 2 ** 30).toFixed(0)} GiB`],
    ['system', `${type()} ${release().match(/^\d+\.\d+/)?.[0] ?? ''}`],
    ['disk', disk()],
    ['Node', process.versions.node],
    ['Chromium', chromiumVersion()],
  ]
}

function chromiumVersion() {
  const { executablePath } = chromium()
  if (executablePath === undefined) return "Playwright's"
  return (
    execFileSync(executablePath, ['--version', '--no-sandbox'], { encoding: 'utf8', stdio: 'pipe' }).match(
      /[\d.]+/,
    )?.[0] ?? 'unknown'
  )
}

/** The file system that the benchmark writes to, and the kind of device beneath it where Linux says so. */
function disk() {
  try {
    const { dev } = statSync(fileURLToPath(new URL('.', import.meta.url)))
    const number = `${dev >> 8}:${dev & 0xff}`
    const mount = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[2] === number)
    const [fileSystem, source] = mount?.split(' - ')[1]?.split(' ') ?? []
    // What a virtual disk says of its kind is not that of the disk beneath it.
    const device = source?.startsWith('/dev/vd') ? 'virtual' : kind(number)
    return [fileSystem, device].filter(Boolean).join(', ')
  } catch {
    return 'unknown'
  }
}

function kind(number) {
  const folder = [`/sys/dev/block/${number}/queue`, `/sys/dev/block/${number}/../queue`].find((path) =>
    existsSync(path),
  )
  if (folder === undefined) return null
  return readFileSync(`${folder}/rotational`, 'utf8').trim() === '0' ? 'solid state' : 'rotating'
}
