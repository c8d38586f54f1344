import { type InspectorView, searchOfView, viewFromSearch } from './filter-url.js'

/** The name under which an inspector stands in the page's address, or `none` for one that leaves it alone. */
export type AddressName = string

/** What the page's address says under this name. */
export function readAddress(name: AddressName): InspectorView {
  return name === 'none' ? { filter: {}, entryId: null } : viewFromSearch(location.search, name)
}

/** Makes the page's address say this, in place: going back leads where it led before. */
export function writeAddress(view: InspectorView, name: AddressName): void {
  if (name === 'none') return
  const search = searchOfView(location.search, view, name)
  if (search === location.search) return
  try {
    history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`)
  } catch {
    // A sandboxed page has no address of its own, and a browser may refuse too many changes.
  }
}
