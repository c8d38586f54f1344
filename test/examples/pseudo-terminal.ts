import { type ChildProcess, spawn, spawnSync } from 'node:child_process'

type Wrapping = (command: readonly string[]) => readonly [program: string, ...args: string[]]

const python = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))'

/** Programs of others that run a command at a terminal of its own and end with its exit code. */
const wrappings: readonly Wrapping[] = [
  // In place of the shell: one that waited would be interrupted along with the command, and end first.
  (command) => ['script', '-qec', `exec ${command.map(quoted).join(' ')}`, '/dev/null'],
  (command) => ['python3', '-c', python, ...command],
]

/** Undefined where this system has no program that makes a terminal. */
const wrapping = wrappings.find((wrap) => {
  const [program, ...args] = wrap([process.execPath, '-e', 'process.exit(process.stdin.isTTY ? 42 : 1)'])
  return spawnSync(program, args, { stdio: ['pipe', 'ignore', 'ignore'] }).status === 42
})

/** Whether `startAtTerminal()` works here. */
export const hasPseudoTerminal: boolean = wrapping !== undefined

/** Starts a command at a terminal of its own: what is written to its input is typed, what it prints is on its output. */
export function startAtTerminal(command: readonly string[]): ChildProcess {
  if (!wrapping) throw new Error('Neither script(1) of util-linux nor python3 is here to make a terminal.')
  const [program, ...args] = wrapping(command)
  return spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, TERM: 'xterm' } })
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`
}
