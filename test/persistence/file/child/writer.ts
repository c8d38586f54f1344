import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { filePersistence } from '../../../../src/persistence/file/file-persistence.js'
import { Replica } from '../../../../src/testing/persistence/replica.js'

/** What the writing program does. */
export interface WriterOrder {
  readonly file: string
  /** Its frames are `"name 0"`, `"name 1"`. */
  readonly name: string
  readonly count: number
  /** How many appends overlap. */
  readonly burst: number
  /** Writes an image after so many bursts; 0 for never. */
  readonly imageEvery: number
  /** Makes every image a purge that removes nothing. */
  readonly purge?: boolean
  /** Makes every image a purge that removes this frame. */
  readonly forget?: string
  /** Sends itself a signal before the n-th change to the file system inside its images, counted from 1. */
  readonly halt?: { readonly step: number; readonly signal: 'SIGSTOP' | 'SIGKILL' }
  /** Goes on after an append that was refused. */
  readonly drops?: boolean
  /** Leaves by `process.exit()` right after the last append, which is not awaited. */
  readonly exit?: boolean
}

const order = JSON.parse(process.argv[2] ?? '') as WriterOrder
let isWritingImage = false
let steps = 0

/** Synchronous, so that a line that was printed is what the parent reads, however this process ends. */
function print(line: string): void {
  fs.writeSync(1, `${line}\n`)
}

function step(): void {
  if (!isWritingImage || order.halt === undefined) return
  steps += 1
  if (steps === order.halt.step) process.kill(process.pid, order.halt.signal)
}

const changes = ['openSync', 'linkSync', 'renameSync', 'rmSync', 'writeFileSync', 'writeSync', 'fsyncSync'] as const

/** Real calls, each with a place before it where this process may be stopped or killed. */
function watchSteps(): void {
  for (const name of changes) {
    const call = fs[name] as (...values: unknown[]) => unknown
    const watched = (...values: unknown[]): unknown => {
      step()
      return call(...values)
    }
    Object.assign(fs, { [name]: watched })
  }
  syncBuiltinESMExports()
}

if (order.halt !== undefined) watchSteps()
const persistence = await filePersistence({ file: order.file, onFault: (fault) => print(`fault ${fault.message}`) })
const replica = await Replica.open(persistence)

async function append(number: number): Promise<void> {
  const frame = `"${order.name} ${number}"`
  try {
    await persistence.append([frame])
  } catch (error) {
    if (order.drops) return
    throw error
  }
  print(frame)
}

async function writeImage(): Promise<void> {
  await replica.pull()
  isWritingImage = true
  const isPurge = order.purge === true || order.forget !== undefined
  await (isPurge ? replica.purge((frame) => frame !== order.forget) : replica.checkpoint())
  isWritingImage = false
}

for (let number = 0, burst = 1; number < order.count; number += order.burst, burst += 1) {
  await Promise.all(Array.from({ length: order.burst }, (_, index) => append(number + index)))
  if (order.imageEvery > 0 && burst % order.imageEvery === 0) await writeImage()
}
if (order.exit) {
  void persistence.append(['"unawaited"'])
  process.exit()
}
await persistence.close()
print(`steps ${steps}`)
