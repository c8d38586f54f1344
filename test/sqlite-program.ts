import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'

/** How a program of others is called that reads and writes SQLite files. */
interface SqliteProgram {
  readonly command: string
  /** Arguments that run statements in a file, the rows of a query as JSON on the standard output. */
  readonly run: (file: string, sql: string) => readonly string[]
  /** Arguments that run statements, print `ready`, and keep the file open until the standard input ends. */
  readonly hold: (file: string) => readonly string[]
  /** What to write to the standard input for that. */
  readonly holdInput: (sql: string) => string
}

const pythonRun = `
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.row_factory = sqlite3.Row
if sys.argv[2].lstrip().upper().startswith('SELECT'):
    print(json.dumps([dict(row) for row in db.execute(sys.argv[2])]))
else:
    db.executescript(sys.argv[2])
db.close()`

const pythonHold = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.executescript(sys.stdin.readline())
print('ready', flush=True)
sys.stdin.read()`

const programs: readonly SqliteProgram[] = [
  {
    command: 'sqlite3',
    run: (file, sql) => ['-json', file, sql],
    hold: (file) => ['-batch', file],
    // The program buffers its own output, and flushes none of it before it ends.
    holdInput: (sql) => `${sql}\n.shell echo ready\n`,
  },
  {
    command: 'python3',
    run: (file, sql) => ['-c', pythonRun, file, sql],
    hold: (file) => ['-c', pythonHold, file],
    holdInput: (sql) => `${sql.replaceAll('\n', ' ')}\n`,
  },
]

function isThere({ command, run }: SqliteProgram): boolean {
  try {
    return execFileSync(command, run(':memory:', 'SELECT 1 AS one'), { stdio: 'pipe' }).includes('"one"')
  } catch {
    return false
  }
}

let found: SqliteProgram | undefined

function program(): SqliteProgram {
  found ??= programs.find(isThere)
  if (found === undefined) throw new Error('These tests need the program sqlite3 or python3. Install one of them.')
  return found
}

/** Runs statements in a database file, in a process of another program. Throws what it complains about. */
export function runSql(file: string, sql: string): void {
  const { command, run } = program()
  execFileSync(command, run(file, sql), { stdio: 'pipe' })
}

/** The same while this process does other things. */
export async function runSqlBeside(file: string, sql: string): Promise<void> {
  const { command, run } = program()
  await promisify(execFile)(command, [...run(file, sql)])
}

/** The rows of one SELECT, as another program reads them. */
export function selectSql(file: string, sql: string): readonly Readonly<Record<string, unknown>>[] {
  const { command, run } = program()
  const output = execFileSync(command, run(file, sql), { stdio: 'pipe', maxBuffer: 2 ** 28 }).toString()
  return output.trim() === '' ? [] : (JSON.parse(output) as Readonly<Record<string, unknown>>[])
}

/** Another program that has run statements in a database file and still has it open. */
export interface SqlHolder {
  /** Closes the file in good order. */
  close(): Promise<void>
  /** Ends the program at once: what it left beside the file stays. */
  kill(): Promise<void>
}

/** Runs statements in a database file and keeps it open. Resolves once they are done. */
export async function holdSql(file: string, sql: string): Promise<SqlHolder> {
  const { command, hold, holdInput } = program()
  const child = spawn(command, hold(file), { stdio: ['pipe', 'pipe', 'inherit'] })
  const exit = once(child, 'exit')
  child.stdin.write(holdInput(sql))
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    if (String(chunk).includes('ready')) break
  }
  const end = async (finish: () => unknown): Promise<void> => {
    finish()
    await exit
  }
  return { close: () => end(() => child.stdin.end()), kill: () => end(() => child.kill('SIGKILL')) }
}

/** A value as SQL spells it. */
export function sqlLiteral(value: string | number | null): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL')
}
