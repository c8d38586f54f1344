import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { AuditEntry, AuditError, AuditStore, AuditStoreOptions } from '../../src/index.js'
import { openAuditStore } from '../../src/index.js'
import { bundle, type Child, startChild } from '../child.js'
import type { LoggerOrder } from './child/logger.js'

/** A folder of a test's own, which goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-guarantee-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Where a new trail may lie, in a folder of its own. */
export async function newFile(): Promise<string> {
  return join(await temporaryFolder(), 'audit.db')
}

/** A store that a test opened, and what it complained about. */
export interface Opened {
  readonly store: AuditStore
  readonly faults: readonly AuditError[]
}

/** Opens a file, without retention unless told otherwise; it is closed with the test. */
export async function openStore(file: string, options: AuditStoreOptions = {}): Promise<Opened> {
  const faults: AuditError[] = []
  const onFault = (fault: AuditError): void => void faults.push(fault)
  const store = await openAuditStore({ file, retention: false, onFault, ...options })
  onTestFinished(() => store.close())
  return { store, faults }
}

/** Every entry, the oldest first. */
export async function everyEntry(store: AuditStore): Promise<readonly AuditEntry[]> {
  return await store.query({ order: 'oldest', limit: Infinity })
}

/** Starts a program that logs; it is killed with the test, if it is still there. */
export async function startLogger(order: LoggerOrder): Promise<Child> {
  const child = startChild(await bundle(new URL('child/logger.ts', import.meta.url)), order)
  onTestFinished(() => void child.process.kill('SIGKILL'))
  return child
}

/** Resolves once a program has printed a line; fails when it ended without. */
export async function printed(child: Child, line: string): Promise<void> {
  let hasEnded = false
  void child.ended.then(() => (hasEnded = true))
  while (!child.lines.includes(line)) {
    if (hasEnded) throw new Error(`The program ended and never printed ${line}:\n${child.lines.join('\n')}`)
    await pause(2)
  }
}

/** For what comes about by itself, in milliseconds: a machine that is busy with other things may take long. */
export const patience = { timeout: 30_000 } as const

/** The paths of every file below a folder. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** Everything below a folder: names, kinds, modes, times of change and what the files hold. Two equal ones mean that nobody touched it. */
export function fingerprint(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  return ['.', ...names].map((name) => {
    const path = join(folder, name)
    const { mode, size, mtimeMs } = statSync(path)
    const content = statSync(path).isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'folder'
    return [name, mode.toString(8), size, mtimeMs, content].join(' ')
  })
}

/** The files below a folder that hold one of these texts in their bytes, each with the text. */
export function filesHolding(folder: string, texts: readonly string[]): readonly string[] {
  return filesBelow(folder).flatMap((file) => {
    const bytes = readFileSync(file)
    return texts.filter((text) => bytes.includes(text)).map((text) => `${file.slice(folder.length)}: ${text}`)
  })
}
