import { readdirSync, readFileSync } from 'node:fs'

/**
 * Bytes that the processes of the Chromium with this profile have written so far, as Linux counts what they hand to the
 * disk. Throws on other systems.
 */
export function bytesWritten(profile) {
  return sumOf(processesOf(profile), (id) => /^write_bytes: (\d+)$/m.exec(read(`/proc/${id}/io`))?.[1])
}

/** Bytes of memory that belong to its processes for pages and to nobody else. Throws on other systems. */
export function privateBytes(profile) {
  const pages = processesOf(profile).filter((id) => read(`/proc/${id}/cmdline`).includes('--type=renderer'))
  const kilobytes = (id) =>
    [...read(`/proc/${id}/smaps_rollup`).matchAll(/^Private_\w+: +(\d+) kB$/gm)].reduce(
      (sum, [, kB]) => sum + Number(kB),
      0,
    )
  return sumOf(pages, kilobytes) * 1024
}

function processesOf(profile) {
  if (process.platform !== 'linux') throw new Error('What processes write and hold is known on Linux only.')
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/cmdline`).includes(profile))
}

function sumOf(ids, value) {
  return ids.reduce((sum, id) => sum + Number(value(id) ?? 0), 0)
}

/** Empty for a process that is gone. */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
