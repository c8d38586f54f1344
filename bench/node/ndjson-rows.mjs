import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** The rows of an export, as the table takes them. */
export async function* ndjsonRows(file) {
  for await (const line of createInterface({ input: createReadStream(file) }))
    if (line !== '') yield rowOf(JSON.parse(line))
}

function rowOf(exported) {
  const { parameters, result, metadata, approval_required, success } = exported
  return {
    ...exported,
    parameters: JSON.stringify(parameters),
    result: jsonText(result),
    metadata: jsonText(metadata ?? null),
    approval_required: Number(approval_required),
    success: Number(success),
  }
}

function jsonText(value) {
  return value === null ? null : JSON.stringify(value)
}
