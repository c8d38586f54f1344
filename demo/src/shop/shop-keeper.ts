import { newDay, newShop } from './new-day.js'
import type { Shop } from './shop.js'
import type { ShopChange } from './shop-changes.js'
import type { ShopPlace } from './shop-place.js'

/** Keeps the shop, and tells of each change, those of other tabs too. */
export class ShopKeeper {
  readonly #place: ShopPlace
  readonly #onChange: (shop: Shop) => void
  readonly #otherTabs = new BroadcastChannel('tallystick-demo-shop')

  constructor(place: ShopPlace, onChange: (shop: Shop) => void) {
    this.#place = place
    this.#onChange = onChange
    this.#otherTabs.addEventListener('message', () => void this.#tell())
  }

  /** Opens the shop, on its first day where it was never open. */
  async open(): Promise<void> {
    if ((await this.#place.read()) === undefined) await this.change((shop) => (shop.day === 0 ? newDay(shop) : shop))
    await this.#tell()
  }

  /** The shop as it is now. */
  async read(): Promise<Shop> {
    return (await this.#place.read()) ?? newShop
  }

  /** Makes a change, or throws what the change throws. */
  async change(change: ShopChange): Promise<Shop> {
    const changed = await this.#place.update((shop) => change(shop ?? newShop))
    this.#onChange(changed)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none, unlike a window
    this.#otherTabs.postMessage(null)
    return changed
  }

  async #tell(): Promise<void> {
    this.#onChange(await this.read())
  }
}
