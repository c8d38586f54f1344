import type { AuditEntryInput, AuditStore } from 'tallystick'
import { element } from '../element.js'
import { reporting } from '../problem.js'
import { sampleEntries } from './sample-entries.js'

const total = 100_000

/** Makes the buttons load sample data into the trail, and stop doing so. */
export function sampleLoader(store: AuditStore): void {
  const loader = new SampleLoader(store)
  element('load-sample', HTMLButtonElement).addEventListener('click', () => void reporting(() => loader.load()))
  element('cancel-sample', HTMLButtonElement).addEventListener('click', () => loader.cancel())
}

class SampleLoader {
  readonly #store: AuditStore
  readonly #load = element('load-sample', HTMLButtonElement)
  readonly #cancel = element('cancel-sample', HTMLButtonElement)
  readonly #progress = element('sample-progress', HTMLProgressElement)
  readonly #said = element('sample-said', HTMLParagraphElement)
  #stopped = false
  /** How many the import has asked for. */
  #taken = 0

  constructor(store: AuditStore) {
    this.#store = store
    this.#progress.max = total
  }

  /** Ends what `load()` does. What it has loaded stays. */
  cancel(): void {
    this.#stopped = true
  }

  /** Loads what is not there yet. */
  async load(): Promise<void> {
    this.#stopped = false
    this.#show(true)
    this.#tell(0)
    try {
      const imported = await this.#store.importEntries(this.#entries(), { onProgress: () => this.#tell(this.#taken) })
      this.#said.textContent = this.#ending(imported)
    } finally {
      this.#show(false)
    }
  }

  *#entries(): Generator<AuditEntryInput, void, undefined> {
    this.#taken = 0
    for (const entry of sampleEntries(total, Date.now())) {
      if (this.#stopped) return
      this.#taken += 1
      yield entry
    }
  }

  #tell(done: number): void {
    this.#progress.value = done
    this.#said.textContent = `${done.toLocaleString()} of ${total.toLocaleString()} sample entries`
  }

  #ending(imported: number): string {
    const added = `${imported.toLocaleString()} sample entries were added`
    if (this.#stopped) return `Cancelled. ${added}.`
    return imported === 0 ? 'The sample data is in the trail already.' : `${added}, in sessions named "sample".`
  }

  #show(loading: boolean): void {
    const [shown, hidden] = loading ? [this.#cancel, this.#load] : [this.#load, this.#cancel]
    const hadFocus = document.activeElement === hidden
    shown.hidden = false
    hidden.hidden = true
    this.#progress.hidden = !loading
    if (hadFocus) shown.focus()
  }
}
