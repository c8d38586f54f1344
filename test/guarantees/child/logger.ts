import { writeSync } from 'node:fs'
import { openAuditStore } from '../../../src/index.js'

/** What the logging program does. */
export interface LoggerOrder {
  readonly file: string
  /** Its entries have the steps `name 0`, `name 1`. */
  readonly name: string
  readonly count: number
  /** How many calls of `log()` overlap. Default: 1. */
  readonly burst?: number
  /** Writes an image after so many bursts. Default: never. */
  readonly imageEvery?: number
  /** Characters of data in each entry. Default: none. */
  readonly dataLength?: number
  /**
   * How it ends: closed, killed where it stands, by `process.exit()` right after one more `log()` that is not awaited, or not at
   * all: it prints `done` and stays. Default: `close`.
   */
  readonly end?: 'close' | 'kill' | 'exit' | 'stay'
}

const order = JSON.parse(process.argv[2] ?? '') as LoggerOrder
const { burst = 1, imageEvery = Infinity, end = 'close' } = order

/** Synchronous, so that a line that was printed is what the parent reads, however this process ends. */
function print(line: string): void {
  writeSync(1, `${line}\n`)
}

const store = await openAuditStore({
  file: order.file,
  retention: false,
  maxDataLength: Infinity,
  onFault: (fault) => print(`fault ${fault.code} ${fault.message}`),
})

async function log(step: string): Promise<void> {
  const parameters = { data: 'x'.repeat(order.dataLength ?? 0) }
  await store.log({ sessionId: order.name, stepId: step, toolName: 'tool', riskLevel: 'safe', parameters })
  print(`+${step}`)
}

for (let number = 0, bursts = 1; number < order.count; number += burst, bursts += 1) {
  await Promise.all(Array.from({ length: burst }, (_, index) => log(`${order.name} ${number + index}`)))
  if (bursts % imageEvery !== 0) continue
  await store.checkpoint()
  print('image')
}
if (end === 'kill') process.kill(process.pid, 'SIGKILL')
if (end === 'exit') {
  void log(`${order.name} unawaited`)
  process.exit()
}
if (end === 'stay') {
  print('done')
  // A signal handler alone keeps no process alive.
  setInterval(() => {}, 1_000_000)
  await new Promise(() => {})
}
await store.close()
