import { expect, test } from 'vitest'
import { viewFromSearch } from '../../src/inspector/filter-url.js'
import { entryLink } from '../../src/inspector/entry-link.js'

test('a link keeps the page and its filter, and opens the entry, whatever its id is', () => {
  const id = '"><script>&=#é'
  const link = new URL(
    entryLink('https://example.org/audit?tab=2&audit.risk=critical&audit.entry=old#top', id, 'audit'),
  )
  expect(link.origin + link.pathname + link.hash).toBe('https://example.org/audit#top')
  expect(link.searchParams.get('tab')).toBe('2')
  expect(viewFromSearch(link.search, 'audit')).toEqual({ filter: { riskLevel: ['critical'] }, entryId: id })
})
