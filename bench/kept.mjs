import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const file = join(here, '.data/measured.json')

/** What is measured, and what all cases measure with; what only writes the report is not of it. */
const measured = [
  '.built',
  'built.mjs',
  'browser',
  'cycle.mjs',
  'data.mjs',
  'download',
  'frames.mjs',
  'generate.mjs',
  'inspector',
  'launch.mjs',
  'longest-journal.mjs',
  'node',
  'package-lock.json',
  'page',
  'place.mjs',
  'rounds.mjs',
  'rows.mjs',
  'traces.mjs',
]

/**
 * What the cases of a whole run have given so far, on the disk, so that a run that was cut short can be continued. Never of two
 * builds: what was kept belongs to what was built and to how it is measured. A case that is another since is measured anew.
 */
export class Kept {
  #content

  /**
   * Begins anew, or where it is to be continued, with what is there of the same build, and of the same `circumstances`: data and
   * machine. Throws where there is nothing.
   */
  constructor({ circumstances, continued }) {
    const key = keyOf(circumstances)
    this.#content = continued ? read(key) : { key, runs: [], cases: {} }
  }

  /** Whether the case, as it is now, has given its measurements. One that failed has not. */
  has(name) {
    const kept = this.#content.cases[name]
    return kept?.measurements !== undefined && kept.hash === hashOf(name)
  }

  /** Keeps what a case gave, `measurements` or `failed`, and the facts of the run it belongs to: `began`, `minutes` and `load`. */
  keep(name, outcome, run) {
    const { runs, cases } = this.#content
    cases[name] = { ...outcome, hash: hashOf(name) }
    this.#content.runs = [...runs.filter(({ began }) => began !== run.began), run]
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(this.#content))
  }

  /** The facts of the runs that gave what is here, the oldest first. */
  get runs() {
    return this.#content.runs
  }

  /** What the cases of these names gave. */
  outcomes(names) {
    return names.flatMap((name) => (this.#content.cases[name] ? [{ name, ...this.#content.cases[name] }] : []))
  }
}

function read(key) {
  if (!existsSync(file)) throw new Error('There is no run to continue.')
  const content = JSON.parse(readFileSync(file, 'utf8'))
  if (content.key === key) return content
  throw new Error('What was measured is of another build, benchmark, data or machine: run it anew, without --continue.')
}

/** What a case is. */
function hashOf(name) {
  const source = readFileSync(join(here, 'cases', `${name}.mjs`))
  return createHash('sha256').update(source).digest('hex')
}

function keyOf(circumstances) {
  const hash = createHash('sha256').update(JSON.stringify(circumstances))
  for (const path of measured.flatMap((name) => filesOf(join(here, name)))) {
    hash.update(relative(here, path)).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** The path itself, if it is a file, else all files beneath it. */
function filesOf(path) {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
