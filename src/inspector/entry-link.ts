import { searchOfView, viewFromSearch } from './filter-url.js'

/** The address of the page at `href`, with this entry open in it under a name, and its filter as it is. */
export function entryLink(href: string, entryId: string, name: string): string {
  const url = new URL(href)
  url.search = searchOfView(url.search, { ...viewFromSearch(url.search, name), entryId }, name)
  return url.href
}
