import { searchOfView, viewFromSearch } from './filter-url.js'

/** The address of the page at `href`, with this entry open in it and its filter as it is. */
export function entryLink(href: string, entryId: string): string {
  const url = new URL(href)
  url.search = searchOfView(url.search, { ...viewFromSearch(url.search), entryId })
  return url.href
}
