import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Child, halted } from '../../child.js'

/** What rounds of torture came to. */
export interface TortureResult {
  readonly rounds: number
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
}

/** Numbers from 0 to below 1. */
export type Random = () => number

/** Mulberry32: the same rounds again for the same seed, as far as processes can be told what to do. */
function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A whole number, both ends included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

/** Processes at work on one file, and what to do to them. */
export interface Round {
  start(file: string, random: Random): Promise<readonly Child[]>
  /** What a child was told is kept. */
  acknowledged(child: Child): readonly string[]
  /** Waits before a child is stopped or killed. */
  wait(file: string, random: Random): Promise<void>
  /** Opens the file as the next process would, writes an image, and gives everything that is there. */
  readAll(file: string): Promise<readonly string[]>
}

/** Runs rounds, each on a file of its own: everything that was acknowledged has to be there afterwards, once. */
export async function runRounds(
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
  round: Round,
): Promise<TortureResult> {
  const random = randomFrom(seed)
  const total = { rounds: 0, acknowledged: 0, lost: 0, doubled: 0 }
  for (; total.rounds < rounds; total.rounds += 1) {
    const { acknowledged, lost, doubled } = await runRound(round, random)
    total.acknowledged += acknowledged
    total.lost += lost
    total.doubled += doubled
  }
  return total
}

async function runRound(round: Round, random: Random): Promise<Omit<TortureResult, 'rounds'>> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-torture-'))
  const file = join(folder, 'audit.db')
  try {
    const children = await round.start(file, random)
    await Promise.all(
      children.map(async (child, index) => {
        // So that every round has something to lose, on a machine that is busy with other things too.
        if (index === 0) await begun(child, round)
        await torment(child, random, () => round.wait(file, random))
      }),
    )
    return compare(
      children.flatMap((child) => round.acknowledged(child)),
      [await round.readAll(file), await round.readAll(file)],
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Resolves once a child was told that something is kept, or has ended. */
async function begun(child: Child, round: Round): Promise<void> {
  const { process } = child
  while (round.acknowledged(child).length === 0 && process.exitCode === null && process.signalCode === null) {
    await pause(2)
  }
}

/** Stopped and continued some times, then killed, unless it killed itself. */
async function torment(child: Child, random: Random, wait: () => Promise<void>): Promise<void> {
  const stops = between(random, 0, 2)
  await pause(between(random, 100, 700))
  for (let stop = 0; stop < stops; stop += 1) {
    await wait()
    if (!child.process.kill('SIGSTOP')) break
    await halted(child)
    await pause(between(random, 0, 100))
    child.process.kill('SIGCONT')
  }
  await wait()
  child.process.kill('SIGKILL')
  await child.ended
}

function compare(
  acknowledged: readonly string[],
  readings: readonly (readonly string[])[],
): Omit<TortureResult, 'rounds'> {
  const lost = readings.map((found) => {
    const there = new Set(found)
    return acknowledged.filter((each) => !there.has(each)).length
  })
  const doubled = readings.map((found) => found.length - new Set(found).size)
  return { acknowledged: acknowledged.length, lost: Math.max(...lost), doubled: Math.max(...doubled) }
}
