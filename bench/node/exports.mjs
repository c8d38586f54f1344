import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const columns = ['timestamp', 'tool_name', 'risk_level', 'approval_decision', 'success', 'duration_ms', 'error']

/** Rows, oldest first, as a CSV file with the columns that ours shows unless told otherwise. */
export function exportCsv(rows, file) {
  return written(
    inParts(
      rows,
      `${columns.join(',')}\r\n`,
      (row) => `${columns.map((name) => cell(name, row[name])).join(',')}\r\n`,
      '',
    ),
    file,
  )
}

/** Rows, oldest first, as a file with a JSON array of objects, their JSON as values. */
export function exportJson(rows, file) {
  let separator = '[\n'
  const line = (row) => {
    const text = separator + JSON.stringify(toExported(row))
    separator = ',\n'
    return text
  }
  return written(inParts(rows, '', line, '\n]\n'), file)
}

function toExported({ parameters, result, metadata, approval_required, success, ...row }) {
  return {
    ...row,
    parameters: JSON.parse(parameters),
    result: result === null ? null : JSON.parse(result),
    metadata: metadata === null ? null : JSON.parse(metadata),
    approval_required: approval_required === 1,
    success: success === 1,
  }
}

/** Text in parts of some size: a write for each row would be slower. */
function* inParts(rows, head, line, tail) {
  let part = head
  for (const row of rows) {
    part += line(row)
    if (part.length < 65_536) continue
    yield part
    part = ''
  }
  yield part + tail
}

function written(parts, file) {
  return pipeline(Readable.from(parts), createWriteStream(file))
}

function cell(name, value) {
  if (value === null) return ''
  if (name === 'success') return String(value === 1)
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
