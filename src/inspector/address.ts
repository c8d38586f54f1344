import { type InspectorView, searchOfView, viewFromSearch } from './filter-url.js'

/** What the page's address says. */
export function readAddress(): InspectorView {
  return viewFromSearch(location.search)
}

/** Makes the page's address say this, in place: going back leads where it led before. */
export function writeAddress(view: InspectorView): void {
  const search = searchOfView(location.search, view)
  if (search === location.search) return
  try {
    history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`)
  } catch {
    // A sandboxed page has no address of its own, and a browser may refuse too many changes.
  }
}
