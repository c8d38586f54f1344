import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AuditEntryInput } from '../src/entry/entry.js'
import { traceEntries } from './trace-entries.js'

const folder = fileURLToPath(new URL('../../shared/traces', import.meta.url))

/** Whether the recorded tool calls lie beside the repository, at `../shared/traces`. Tests on them are left out where not. */
export const tracesAvailable: boolean = existsSync(folder)

if (!tracesAvailable) console.warn(`The recorded tool calls are not there, so tests on them do not run: ${folder}`)

/** The text of each file of recorded calls, one JSON object a line. */
export function readTraceTexts(): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  return files.toSorted().map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
}

/** Every recorded call as an entry to log. */
export function readTraces(): AuditEntryInput[] {
  return readTraceTexts().flatMap(traceEntries)
}

/** Every recorded call with the file and the line that it stands in. */
export function readTraceLines(): { file: string; line: number; call: Readonly<Record<string, unknown>> }[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  return files.toSorted().flatMap((file) => {
    const lines = readFileSync(`${folder}/${file}`, 'utf8').split('\n')
    return lines.flatMap((text, index) =>
      text === '' ? [] : [{ file, line: index + 1, call: JSON.parse(text) as Readonly<Record<string, unknown>> }],
    )
  })
}
