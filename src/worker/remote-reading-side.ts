import { type AuditError, toAuditError } from '../error.js'
import type { SharedPlace } from '../persistence/persistence.js'
import type { PurgeRow, PurgeRule } from '../storage/query.js'
import type { AnswerTo, Question, ReadingSide, ReadingSideOptions } from '../storage/sqljs/reading-side.js'
import type { WasmSource } from '../storage/sqljs/wasm-source.js'
import { connect, type Connection } from './connect.js'
import type { PageSide, ReplicaQuestion, ReplicaState } from './link.js'
import { LastingFeed } from './lasting-feed.js'
import { faultOf } from './portable-fault.js'
import type { ReplicaWorker } from './replica-worker.js'

/** Where a replica is kept that is not in the page. */
export interface RemoteReplica {
  readonly startWorker: () => ReplicaWorker
  readonly place: SharedPlace
  /** Whether the page says where the WebAssembly is; otherwise the worker knows. */
  readonly isWasmGiven: boolean
}

/** The reading side of a storage whose replica is in a worker, which is started at the first question. */
export function remoteReadingSide(options: ReadingSideOptions, remote: RemoteReplica): ReadingSide {
  return new RemoteReadingSide(options, remote)
}

/** What is known of a replica that is not there, or not any more. */
const asleep = { isLoaded: false, isImageWorthwhile: false }

class RemoteReadingSide implements ReadingSide {
  readonly #options: ReadingSideOptions
  readonly #remote: RemoteReplica
  readonly #feed: LastingFeed
  #connection: Connection | null = null
  #state: Pick<ReplicaState, 'isLoaded' | 'isImageWorthwhile'> = asleep

  constructor(options: ReadingSideOptions, remote: RemoteReplica) {
    this.#options = options
    this.#remote = remote
    this.#feed = new LastingFeed(options.feed)
  }

  get isLoaded(): boolean {
    return this.#state.isLoaded
  }

  get isImageWorthwhile(): boolean {
    return this.#state.isImageWorthwhile || this.#options.growth.uncovered > 0
  }

  answer<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked>> {
    return this.#ask('answer', question) as Promise<AnswerTo<Asked>>
  }

  freshly<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked>> {
    return this.#ask('freshly', question) as Promise<AnswerTo<Asked>>
  }

  purge(rules: readonly PurgeRule[], keepSome: boolean, purgedAt: string): Promise<readonly PurgeRow[]> {
    return this.#ask('purge', rules, keepSome, purgedAt)
  }

  maintain(): Promise<void> {
    return this.#ask('maintain')
  }

  leaveImage(): Promise<boolean> {
    return this.#ask('leaveImage')
  }

  checkpoint(): Promise<void> {
    return this.#ask('checkpoint')
  }

  /** The worker words its own faults; what is left are those of the line to it. */
  faultOf(error: unknown): AuditError {
    return toAuditError(error, 'STORAGE_FAILED', 'The worker that keeps the replica could not be asked')
  }

  /** Nothing is under way in the worker, which only ever does what it is asked. */
  close(): void {
    this.#connection?.end()
  }

  async #ask<Name extends ReplicaQuestion>(
    question: Name,
    ...args: Parameters<ReadingSide[Name]>
  ): Promise<Awaited<ReturnType<ReadingSide[Name]>>> {
    this.#connection ??= this.#connect()
    const reply = await this.#connection.link.ask(question, args).catch((error: unknown) => {
      throw this.faultOf(error)
    })
    this.#state = reply.state
    this.#options.growth.restore(reply.state.growth)
    if ('fault' in reply) throw faultOf(reply.fault)
    return reply.answer as Awaited<ReturnType<ReadingSide[Name]>>
  }

  /** A worker that failed makes room for another one, which the next question starts. */
  #connect(): Connection {
    return connect({
      ...this.#remote,
      growth: this.#options.growth.state,
      page: this.#page(),
      onFailure: () => {
        this.#connection = null
        this.#state = asleep
        this.#feed.replicaLost()
      },
    })
  }

  #page(): Omit<PageSide, 'ready'> {
    const { onFault, loadWasm } = this.#options
    return {
      wanted: () => this.#feed.wanted(),
      updated: (rows) => this.#feed.updated(rows),
      report: (fault) => onFault(faultOf(fault)),
      loadWasm: async () => (this.#remote.isWasmGiven ? portableWasm(await loadWasm()) : null),
    }
  }
}

/** An address that is relative to the page means another one in a worker. */
function portableWasm(source: WasmSource): WasmSource {
  return typeof source === 'string' || source instanceof URL ? new Request(source).url : source
}
