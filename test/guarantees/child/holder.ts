import { writeSync } from 'node:fs'
import type { AuditEntryInput, AuditStoreOptions } from '../../../src/index.js'

/** What the program does that has entries in its journal and stays: it logs, and sweeps an hour later at each SIGUSR2. */
export interface HolderOrder {
  readonly file: string
  /** Logged on a clock that is so many milliseconds behind; it is right from then on. */
  readonly entries: readonly AuditEntryInput[]
  readonly ago: number
  /** Logged at each SIGUSR1. */
  readonly later: readonly AuditEntryInput[]
}

const order = JSON.parse(process.argv[2] ?? '') as HolderOrder
const hour = 3_600_000
let passed = -order.ago
const hourly: (() => void)[] = []

/** An hour passes when the parent says so; everything else about timers stays. */
const setHourly = (call: () => void, time: number): NodeJS.Timeout => {
  if (time === hour) hourly.push(call)
  return setTimeout(() => {}, 0)
}
Object.assign(globalThis, { setInterval: setHourly })

function print(line: string): void {
  writeSync(1, `${line}\n`)
}

const { openAuditStore } = await import('../../../src/index.js')
const options: AuditStoreOptions = {
  file: order.file,
  now: () => Date.now() + passed,
  onFault: (fault) => print(`fault ${fault.code} ${fault.message}`),
}
const store = await openAuditStore(options)
for (const entry of order.entries) await store.log(entry)
passed = 0
print('logged')

process.on('SIGUSR1', () => {
  void Promise.all(order.later.map((entry) => store.log(entry))).then(() => print('logged later'))
})
process.on('SIGUSR2', () => {
  passed += hour
  for (const call of hourly) call()
})
// The signals keep no process alive.
const stay = (): unknown => setTimeout(stay, 1_000_000)
stay()
