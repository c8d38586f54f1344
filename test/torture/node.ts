import { setTimeout as pause } from 'node:timers/promises'
import { filePersistence } from '../../src/persistence/file/file-persistence.js'
import { Replica } from '../../src/testing/persistence/replica.js'
import { bundle, startChild } from '../child.js'
import type { LoggerOrder } from '../guarantees/child/logger.js'
import { acknowledgedBy, draftsOf } from '../guarantees/logging.js'
import type { WriterOrder } from '../persistence/file/child/writer.js'
import { between, type Random, type Round, runRounds, type TortureResult } from './node/rounds.js'

interface TortureOptions {
  readonly rounds: number
  readonly seed: number
}

/**
 * Processes append at full speed to one file and write images; they are stopped, continued and killed at random moments, some of
 * them at a random step inside an image. Then everything that was acknowledged has to be there, once.
 */
export function nodeTorture(options: TortureOptions): Promise<TortureResult> {
  return runRounds(options, persistenceRound)
}

/**
 * The same for whole stores: processes log at full speed into one file while each writes images, and are stopped, continued and
 * killed at random moments, every other time while one of them is in the middle of an image.
 */
export function storeTorture(options: TortureOptions): Promise<TortureResult> {
  return runRounds(options, storeRound)
}

const persistenceRound: Round = {
  async start(file, random) {
    const program = await bundle(new URL('../persistence/file/child/writer.ts', import.meta.url))
    return Array.from({ length: between(random, 1, 6) }, (_, index) =>
      startChild(program, writerOrder(file, index, random)),
    )
  },
  acknowledged: (child) => child.lines.filter((line) => line.startsWith('"')),
  wait: (_, random) => pause(between(random, 0, 100)),
  async readAll(file) {
    const persistence = await filePersistence({ file, onFault: () => {} })
    const replica = await Replica.open(persistence)
    await replica.checkpoint()
    await persistence.close()
    return replica.frames
  },
}

function writerOrder(file: string, index: number, random: Random): WriterOrder {
  const signal = random() < 0.5 ? 'SIGSTOP' : 'SIGKILL'
  const halt = random() < 0.5 ? ({ step: between(random, 1, 60), signal } as const) : undefined
  return {
    file,
    name: `writer ${index}`,
    count: 1_000_000,
    burst: between(random, 1, 64),
    imageEvery: between(random, 1, 20),
    ...(halt ? { halt } : {}),
  }
}

const storeRound: Round = {
  async start(file, random) {
    const program = await bundle(new URL('../guarantees/child/logger.ts', import.meta.url))
    return Array.from({ length: between(random, 1, 6) }, (_, index) =>
      startChild(program, loggerOrder(file, index, random)),
    )
  },
  acknowledged: acknowledgedBy,
  async wait(file, random) {
    if (random() < 0.5) return pause(between(random, 0, 100))
    const end = Date.now() + 500
    while (draftsOf(file).length === 0 && Date.now() < end) await pause(1)
  },
  async readAll(file) {
    const child = startChild(await bundle(new URL('../guarantees/child/reader.ts', import.meta.url)), file)
    if ((await child.ended) !== 0) throw new Error(`${file} could not be read.`)
    return child.lines
  },
}

function loggerOrder(file: string, index: number, random: Random): LoggerOrder {
  return {
    file,
    name: `logger ${index}`,
    count: 1_000_000,
    burst: between(random, 1, 64),
    imageEvery: between(random, 1, 20),
    dataLength: between(random, 0, 4_000),
  }
}
