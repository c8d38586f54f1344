import type { BirpcReturn } from 'birpc'
import { described } from '../entry/complaint.js'
import { AuditError, toAuditError } from '../error.js'
import type { SharedPlace } from '../persistence/persistence.js'
import type { GrowthState } from '../storage/sqljs/journal-growth.js'
import { linkOver, type PageSide, type ReplicaOrder, type WorkerSide } from './link.js'
import type { ReplicaWorker } from './replica-worker.js'

/** How often, and each time how many milliseconds, it is waited for the script of a worker to run. */
const waits = 12
const wait = 5_000

/** A worker that keeps a replica, and the line to it. */
export interface Connection {
  readonly link: BirpcReturn<WorkerSide, PageSide>
  /** Ends the worker. */
  readonly end: () => void
}

/** How a worker is come by, and who answers what it asks. */
export interface ConnectOptions {
  readonly startWorker: () => ReplicaWorker
  readonly place: SharedPlace
  readonly growth: GrowthState
  readonly page: Omit<PageSide, 'ready'>
  /** Called when the worker is of no more use: what it was asked has failed. */
  readonly onFailure: () => void
}

/**
 * Starts a worker, and has it keep a replica. A worker that fails is ended, and what it was asked fails with
 * `SQLITE_UNAVAILABLE`.
 *
 * @throws AuditError `SQLITE_UNAVAILABLE` where the browser starts none; `OPTION_INVALID` for something else than a worker.
 */
export function connect({ startWorker, place, growth, page, onFailure }: ConnectOptions): Connection {
  const worker = started(startWorker)
  const { port1, port2 } = new MessageChannel()
  const stopWaiting = afterWaits(() => fail('it has not answered for a minute'))
  const link = linkOver<WorkerSide, PageSide>(port1, { ...page, ready: stopWaiting })
  worker.addEventListener('error', (event) => fail(reasonOf(event)))
  const order: ReplicaOrder = { tallystick: 'replica', place, growth }
  worker.postMessage(order, [port2])
  return { link, end }

  function end(fault?: AuditError): void {
    stopWaiting()
    link.$close(fault)
    port1.close()
    worker.terminate()
  }

  /** A worker may fail more than once before it has ended. */
  function fail(reason: string): void {
    if (link.$closed) return
    onFailure()
    end(
      new AuditError(
        'SQLITE_UNAVAILABLE',
        `The worker that keeps the replica failed: ${reason}. Its script has to be there and to import tallystick/worker.`,
      ),
    )
  }
}

/** A page that was frozen finds one time to be over as it goes on, however long that was: its worker was frozen, too. */
function afterWaits(callback: () => void): () => void {
  let left = waits
  const timer = setInterval(() => {
    left -= 1
    if (left === 0) callback()
  }, wait)
  return () => clearInterval(timer)
}

function started(startWorker: () => unknown): ReplicaWorker {
  let worker: unknown
  try {
    worker = startWorker()
  } catch (error) {
    throw toAuditError(error, 'SQLITE_UNAVAILABLE', 'The worker could not be started')
  }
  if (typeof worker === 'object' && worker !== null && 'terminate' in worker) return worker as ReplicaWorker
  throw new AuditError('OPTION_INVALID', `worker has to be a function that gives a Worker, not ${described(worker)}.`)
}

/** A script that cannot be loaded is an event without a message. */
function reasonOf(event: unknown): string {
  return (event instanceof ErrorEvent && event.message) || 'its script could not be loaded'
}
