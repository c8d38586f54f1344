import type { AuditEntry, AuditFilter, AuditStore } from 'tallystick'
import { element } from './element.js'
import { entryItem } from './entry-item.js'

const pageLength = 20

/** The list of entries that match a filter, newest first, kept up to date as more are logged, in other tabs too. */
export class EntryList {
  readonly #store: AuditStore
  readonly #list = element('entries', HTMLOListElement)
  readonly #count = element('count', HTMLParagraphElement)
  readonly #empty = element('empty', HTMLParagraphElement)
  readonly #older = element('older', HTMLButtonElement)
  #filter: AuditFilter = {}
  #last: AuditEntry | undefined
  #stop = (): void => undefined

  constructor(store: AuditStore) {
    this.#store = store
  }

  /** Shows the entries that match, from the newest on. */
  async show(filter: AuditFilter): Promise<void> {
    this.#stop()
    this.#filter = filter
    this.#last = undefined
    this.#list.replaceChildren()
    this.#stop = this.#store.subscribe(filter, (entry) => this.#add(entry))
    await this.showOlder()
  }

  /** Adds the next page of older entries. */
  async showOlder(): Promise<void> {
    const filter = this.#filter
    const cursor = this.#last
    const page = await this.#store.query({ ...filter, limit: pageLength, ...(cursor && { cursor }) })
    if (filter !== this.#filter) return
    this.#list.append(...page.filter(({ id }) => !this.#find(id)).map(entryItem))
    this.#last = page.at(-1) ?? cursor
    this.#older.hidden = page.length < pageLength
    await this.#countAll()
  }

  #add(entry: AuditEntry): void {
    const item = entryItem(entry)
    const present = this.#find(entry.id)
    if (present) present.replaceWith(item)
    else this.#list.prepend(item)
    void this.#countAll()
  }

  #find(id: string): Element | undefined {
    return [...this.#list.children].find((item) => item instanceof HTMLElement && item.dataset['id'] === id)
  }

  async #countAll(): Promise<void> {
    const filter = this.#filter
    const total = await this.#store.count(filter)
    if (filter !== this.#filter) return
    this.#count.textContent = total === 1 ? '1 entry' : `${total.toLocaleString()} entries`
    this.#empty.hidden = total > 0
    this.#empty.textContent = filter.riskLevel
      ? 'Nothing of this risk was logged.'
      : 'Nothing yet. Log an action, and it appears here at once.'
  }
}
