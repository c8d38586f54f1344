import { type InspectorView, searchOfView, viewFromSearch } from './filter-url.js'

/** The name under which an inspector stands in the page's address, or `none` for one that leaves it alone. */
export type AddressName = string

/** Characters of an address that servers and messengers take. */
const longest = 8_000

const everything: InspectorView = { filter: {}, entryId: null }

/** What the page's address says under this name. */
export function readAddress(name: AddressName): InspectorView {
  return name === 'none' ? everything : viewFromSearch(location.search, name)
}

/**
 * Makes the page's address say this, in place: going back leads where it led before. It says nothing where that would be too
 * long for it, since a part would be another view.
 */
export function writeAddress(view: InspectorView, name: AddressName): void {
  if (name === 'none') return
  const whole = searchOfView(location.search, view, name)
  const search = isUsable(whole) ? whole : searchOfView(location.search, everything, name)
  if (search === location.search) return
  try {
    history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`)
  } catch {
    // A sandboxed page has no address of its own, and a browser may refuse too many changes.
  }
}

/** Whether an address is short enough to be followed. */
export function isUsable(address: string): boolean {
  return address.length <= longest
}
