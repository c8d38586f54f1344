import { closeSync, fdatasync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inBatches } from '../in-batches.mjs'

const synced = promisify(fdatasync)

/** A file with nothing around it: appends finished bytes and syncs them, awaited or blocking. */
export async function open({ folder }, variant) {
  const file = openSync(join(folder, 'bare'), 'ax')
  const log = {
    batched: inBatches((all) => {
      writeSync(file, Buffer.concat(all))
      return synced(file)
    }),
    awaited: (bytes) => {
      writeSync(file, bytes)
      return synced(file)
    },
    blocking: (bytes) => {
      writeSync(file, bytes)
      fdatasyncSync(file)
    },
  }[variant]
  return { form: 'frame', log: (frame) => log(Buffer.from(`\n${frame} 00000000\n`)), close: () => closeSync(file) }
}
