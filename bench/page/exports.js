import { columnNames } from '../.built/dist/entry/columns.js'

/**
 * All rows as one CSV file, and its length in bytes. `pages` gives the rows behind one, oldest first, and none at the end.
 * The texts go into a Blob, as they would for a download.
 */
export function exportCsv(pages) {
  return lengthOf(pages, {
    head: `${columnNames.join(',')}\r\n`,
    text: (row) => `${columnNames.map((column) => cell(row[column])).join(',')}\r\n`,
    tail: '',
  })
}

/** All rows as one JSON array of objects, their JSON as values, and its length in bytes. */
export function exportJson(pages) {
  let separator = '[\n'
  return lengthOf(pages, {
    head: '',
    text: (row) => {
      const { parameters, result, ...rest } = row
      const text = JSON.stringify({
        ...rest,
        parameters: JSON.parse(parameters),
        result: result === null ? null : JSON.parse(result),
      })
      const before = separator
      separator = ',\n'
      return before + text
    },
    tail: '\n]\n',
  })
}

async function lengthOf(pages, { head, text, tail }) {
  const parts = [head]
  let last
  for (;;) {
    const rows = await pages(last)
    if (rows.length === 0) return new Blob([...parts, tail]).size
    parts.push(new Blob([rows.map(text).join('')]))
    last = rows.at(-1)
  }
}

function cell(value) {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
