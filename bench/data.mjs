import { existsSync } from 'node:fs'
import { generate } from './generate.mjs'
import { readTraces, tracesFolder } from './traces.mjs'

/**
 * What a run logs: the recorded tool calls where they lie beside the repository, else generated ones of the same sizes. The
 * same ones in every process of a run.
 */
export async function readData({ generated = !existsSync(tracesFolder) } = {}) {
  if (generated) return { source: 'generated', entries: generate() }
  return { source: 'recorded', entries: await readTraces() }
}

/** The data as results name it. */
export function describeData({ source, entries }) {
  const count = entries.length.toLocaleString('en')
  return source === 'recorded'
    ? `${count} recorded tool calls of coding, browser and customer service agents, cycled`
    : `${count} generated tool calls with the size distribution of recorded ones, cycled`
}
