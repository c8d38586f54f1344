import { AuditError } from '../error.js'
import type { Persistence } from '../persistence/persistence.js'

/** The operations of a `Persistence` that can fail. */
export type FaultyOperation =
  | 'append'
  | 'isEmpty'
  | 'readImage'
  | 'readJournal'
  | 'writeImage'
  | 'writePatch'
  | 'readMark'
  | 'writeMark'
  | 'flush'
  | 'close'

/** How a call fails: `before` it did anything, or `after` it did everything, which its caller cannot tell apart. */
export type FaultMoment = 'before' | 'after'

/** Asked before each call, which it counts from 1 over all operations; null lets the call be. */
export type FaultPlan = (operation: FaultyOperation, call: number) => FaultMoment | null

/**
 * `inner`, but the calls that the plan names reject with `STORAGE_FAILED`. To see what becomes of those who use a
 * persistence on a failing medium.
 */
export function faultyPersistence(inner: Persistence, plan: FaultPlan): Persistence {
  let calls = 0
  const run = async <Result>(operation: FaultyOperation, call: () => Promise<Result>): Promise<Result> => {
    calls += 1
    const fault = new AuditError(
      'STORAGE_FAILED',
      `Call ${calls} of the persistence, ${operation}(), fails as planned.`,
    )
    const moment = plan(operation, calls)
    if (moment === 'before') throw fault
    const result = await call()
    if (moment === 'after') throw fault
    return result
  }
  return {
    durable: inner.durable,
    location: inner.location,
    published: inner.published,
    append: (frames) => run('append', () => inner.append(frames)),
    isEmpty: () => run('isEmpty', () => inner.isEmpty()),
    readImage: () => run('readImage', () => inner.readImage()),
    readJournal: (from) => run('readJournal', () => inner.readJournal(from)),
    writeImage: (image) => run('writeImage', () => inner.writeImage(image)),
    writePatch: (patch) => run('writePatch', () => inner.writePatch(patch)),
    readMark: (name) => run('readMark', () => inner.readMark(name)),
    writeMark: (name, value) => run('writeMark', () => inner.writeMark(name, value)),
    subscribe: (listener) => inner.subscribe(listener),
    flush: () => run('flush', () => inner.flush()),
    close: () => run('close', () => inner.close()),
  }
}
