import { readFileSync } from 'node:fs'
import { bytesIn } from '../../place.mjs'
import { throughput } from '../../rounds.mjs'
import { items } from '../items.mjs'

/**
 * Logs so many entries and closes, once: the bytes that it passed to the system, those of whole pages that the system
 * counted as written to the disk, those that stand in its folder then and after a checkpoint, and those of the entries as finished JSON.
 */
export async function start(open, { place, folder, data, count, callers }) {
  const trail = await open(place)
  const all = await items(trail.form, data)
  const frames = trail.form === 'frame' ? all : await items('frame', data)
  return {
    sample: async () => {
      const before = writtenBytes()
      await throughput(cycled(all, count), callers, (item) => trail.log(item))
      await trail.close()
      const after = writtenBytes()
      const stored = bytesIn(folder)
      if (trail.checkpoint !== undefined) await checkpoint(open, place)
      return {
        passed: after.wchar - before.wchar,
        pages: after.write_bytes - before.write_bytes,
        stored,
        checkpointed: bytesIn(folder),
        count,
        entries: cycled(frames, count).reduce((sum, frame) => sum + Buffer.byteLength(frame), 0),
      }
    },
  }
}

/** Leaves the trail as it is after a checkpoint, where it has such a thing. */
async function checkpoint(open, place) {
  const trail = await open(place)
  await trail.checkpoint()
  await trail.close()
}

function cycled(list, count) {
  return Array.from({ length: count }, (_, index) => list[index % list.length])
}

/** What the system counts for this process. Messages to the benchmark, which go through a socket, are a few bytes of it. */
function writtenBytes() {
  const lines = readFileSync('/proc/self/io', 'utf8').trim().split('\n')
  return Object.fromEntries(lines.map((line) => line.split(': ')).map(([name, value]) => [name, Number(value)]))
}
