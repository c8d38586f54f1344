import type { AuditRow } from '../entry/row.js'

/** A text format for rows: what stands before them, each of them, between two of them, and after them. */
export interface RowEncoder {
  readonly head: string
  readonly separator: string
  readonly tail: string
  readonly row: (row: AuditRow) => string
}

/** The text of all rows in pieces, none of them empty: one for the head, one a page, one for the tail. */
export async function* encodePages(
  pages: AsyncIterable<readonly AuditRow[]>,
  { head, separator, tail, row }: RowEncoder,
): AsyncGenerator<string, void, undefined> {
  if (head !== '') yield head
  let lead = ''
  for await (const page of pages) {
    yield lead + page.map(row).join(separator)
    lead = separator
  }
  if (tail !== '') yield tail
}
