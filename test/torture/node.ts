import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filePersistence } from '../../src/persistence/file/file-persistence.js'
import { Replica } from '../../src/testing/persistence/replica.js'
import { bundle, type Child, halted, startChild } from '../child.js'
import type { WriterOrder } from '../persistence/file/child/writer.js'

/** What rounds of torture came to. */
export interface TortureResult {
  readonly rounds: number
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
}

type Random = () => number

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

const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time))

/**
 * Processes log at full speed into one file and write images; they are stopped, continued and killed at random moments, some of
 * them at a random step inside an image. Then everything that was acknowledged has to be there, once.
 */
export async function nodeTorture(options: { rounds: number; seed: number }): Promise<TortureResult> {
  const random = randomFrom(options.seed)
  const total = { rounds: 0, acknowledged: 0, lost: 0, doubled: 0 }
  for (let round = 0; round < options.rounds; round += 1) {
    const { acknowledged, lost, doubled } = await runRound(random)
    total.rounds += 1
    total.acknowledged += acknowledged
    total.lost += lost
    total.doubled += doubled
  }
  return total
}

async function runRound(random: Random): Promise<Omit<TortureResult, 'rounds'>> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-torture-'))
  const file = join(folder, 'audit.db')
  try {
    const children = await startWriters(file, random)
    await Promise.all(children.map((child) => torment(child, random)))
    const acknowledged = children.flatMap((child) => child.lines.filter((line) => line.startsWith('"')))
    return compare(acknowledged, [await readAll(file), await readAll(file)])
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function startWriters(file: string, random: Random): Promise<readonly Child[]> {
  const program = await bundle(new URL('../persistence/file/child/writer.ts', import.meta.url))
  return Array.from({ length: between(random, 1, 6) }, (_, index) => {
    const signal = random() < 0.5 ? 'SIGSTOP' : 'SIGKILL'
    const halt = random() < 0.5 ? ({ step: between(random, 1, 60), signal } as const) : undefined
    const order: WriterOrder = {
      file,
      name: `writer ${index}`,
      count: 1_000_000,
      burst: between(random, 1, 64),
      imageEvery: between(random, 1, 20),
      ...(halt ? { halt } : {}),
    }
    return startChild(program, order)
  })
}

/** Stopped and continued some times, then killed, unless it killed itself. */
async function torment(child: Child, random: Random): Promise<void> {
  const stops = between(random, 0, 2)
  await pause(between(random, 100, 700))
  for (let stop = 0; stop < stops; stop += 1) {
    if (!child.process.kill('SIGSTOP')) break
    await halted(child)
    await pause(between(random, 0, 100))
    child.process.kill('SIGCONT')
    await pause(between(random, 0, 100))
  }
  child.process.kill('SIGKILL')
  await child.ended
}

/** Opens the file as the next process would, writes an image, and closes it. */
async function readAll(file: string): Promise<readonly string[]> {
  const persistence = await filePersistence({ file, onFault: () => {} })
  const replica = await Replica.open(persistence)
  await replica.checkpoint()
  await persistence.close()
  return replica.frames
}

function compare(
  acknowledged: readonly string[],
  readings: readonly (readonly string[])[],
): Omit<TortureResult, 'rounds'> {
  const lost = readings.map((frames) => {
    const found = new Set(frames)
    return acknowledged.filter((frame) => !found.has(frame)).length
  })
  const doubled = readings.map((frames) => frames.length - new Set(frames).size)
  return { acknowledged: acknowledged.length, lost: Math.max(...lost), doubled: Math.max(...doubled) }
}
