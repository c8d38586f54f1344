import type { BirpcReturn } from 'birpc'
import { type AuditError, type FaultListener, toAuditError } from '../error.js'
import { imagePersistence } from '../persistence/image/image-persistence.js'
import { readChunks } from '../persistence/indexeddb/image-reader.js'
import { writeImage, writePatch } from '../persistence/indexeddb/image-writer.js'
import { indexedDbPersistence } from '../persistence/indexeddb/indexeddb-persistence.js'
import type { Persistence, SharedPlace } from '../persistence/persistence.js'
import { readWasm } from '../platform/browser.js'
import { JournalGrowth } from '../storage/sqljs/journal-growth.js'
import { localReadingSide } from '../storage/sqljs/local-reading-side.js'
import type { ReadingSide } from '../storage/sqljs/reading-side.js'
import {
  linkOver,
  type PageSide,
  type ReplicaOrder,
  type ReplicaQuestion,
  type ReplicaReply,
  type WorkerSide,
} from './link.js'
import { portableFault } from './portable-fault.js'

/** Keeps the replica that is ordered for the page at the other end of the port, and answers its questions. */
export function serveReplica(port: MessagePort, order: ReplicaOrder): void {
  const served = new ServedReplica(port, order)
  served.start()
}

class ServedReplica {
  readonly #place: SharedPlace
  readonly #page: BirpcReturn<PageSide, WorkerSide>
  readonly #growth: JournalGrowth = new JournalGrowth()
  #side: ReadingSide | null = null

  constructor(port: MessagePort, { place, growth }: ReplicaOrder) {
    this.#place = place
    this.#growth.restore(growth)
    this.#page = linkOver<PageSide, WorkerSide>(port, { ask: (question, args) => this.#reply(question, args) })
  }

  start(): void {
    void this.#page.ready.asEvent()
  }

  async #reply(question: ReplicaQuestion, args: unknown[]): Promise<ReplicaReply> {
    try {
      const side = (this.#side ??= await this.#open())
      const ask = side[question] as (...given: unknown[]) => unknown
      return { answer: await ask.apply(side, args), state: this.#state }
    } catch (error) {
      return { fault: portableFault(this.#faultOf(error)), state: this.#state }
    }
  }

  async #open(): Promise<ReadingSide> {
    const onFault = (fault: AuditError): void => void this.#page.report.asEvent(portableFault(fault))
    const persistence = await openPlace(this.#place, onFault)
    const loadWasm = async () => (await this.#page.loadWasm()) ?? (await readWasm())
    return localReadingSide({ persistence, loadWasm, onFault, feed: this.#page, growth: this.#growth, isAlone: true })
  }

  get #state(): ReplicaReply['state'] {
    const { isLoaded = false, isImageWorthwhile = false } = this.#side ?? {}
    return { isLoaded, isImageWorthwhile, growth: this.#growth.state }
  }

  #faultOf(error: unknown): AuditError {
    return this.#side?.faultOf(error) ?? toAuditError(error, 'STORAGE_FAILED', 'The worker could not open the trail')
  }
}

/** Nothing is logged from here: what is written are images. */
async function openPlace(place: SharedPlace, onFault: FaultListener): Promise<Persistence> {
  if ('image' in place) return imagePersistence(place.image, place.location)
  return indexedDbPersistence({
    name: place.database,
    onFault,
    loadImageParts: async () => ({ readChunks, writeImage, writePatch }),
  })
}
