import { existsSync, readdirSync } from 'node:fs'
import type { Child } from '../child.js'

/** The steps of the entries that a logging program was told are kept. */
export function acknowledgedBy(child: Child): readonly string[] {
  return child.lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1))
}

/** The images of a place that are being written at this moment. */
export function draftsOf(file: string): readonly string[] {
  const folder = `${file}.d`
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('draft-')) : []
}
