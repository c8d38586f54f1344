import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const bundles = new Map<string, Promise<string>>()

// Of this process and this copy of the module alone: a build beside it would rewrite chunks of the same name while they load.
const builds = `${root}node_modules/.cache/tallystick-test/${process.pid}-${Math.random().toString(36).slice(2)}`

/**
 * Builds a program from TypeScript, once per process, and resolves with the file to run: Node 20 strips no types. It lies under
 * node_modules, so that the packages it imports are found.
 */
export function bundle(entry: URL): Promise<string> {
  const path = fileURLToPath(entry)
  const made = bundles.get(path) ?? buildProgram(path)
  bundles.set(path, made)
  return made
}

async function buildProgram(entry: string): Promise<string> {
  const outDir = `${builds}/${entry.slice(root.length).replaceAll(/\W+/g, '-')}`
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '#platform': `${root}src/platform/node.ts` } },
    build: { ssr: entry, outDir, emptyOutDir: false, rolldownOptions: { output: { entryFileNames: 'program.mjs' } } },
  })
  return `${outDir}/program.mjs`
}

/** A running program of ours. */
export interface Child {
  readonly process: ChildProcess
  /** The lines that it has printed so far; complete once `ended` has resolved. */
  readonly lines: readonly string[]
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>
}

/** Starts a program with a value that it finds as JSON in its first argument. */
export function startChild(program: string, value: unknown, options: SpawnOptions = {}): Child {
  const child = spawn(process.execPath, [program, JSON.stringify(value)], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  if (child.stdout === null) throw new Error('The child has no output to read.')
  const reader = createInterface(child.stdout).on('line', (line) => lines.push(line))
  return { process: child, lines, ended: endOf(child, reader) }
}

async function endOf(child: ChildProcess, reader: NodeJS.EventEmitter): Promise<number | string> {
  const [[code, signal]] = (await Promise.all([once(child, 'exit'), once(reader, 'close')])) as [
    [number | null, string | null],
    unknown,
  ]
  return code ?? signal ?? 'unknown'
}

/** Whether a SIGSTOP has taken effect (state T of proc_pid_stat(5)), or the process is gone. */
function isHalted(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return /^[TZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch {
    return true
  }
}

/** Resolves once the child was stopped by a signal, or has ended. */
export async function halted(child: Child): Promise<void> {
  while (child.process.exitCode === null && !isHalted(child.process.pid ?? 0)) {
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
