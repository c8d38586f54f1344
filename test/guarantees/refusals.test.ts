import { chmod, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AuditError, openAuditStore } from '../../src/index.js'
import { frameEncoder } from '../../src/persistence/file/frame.js'
import { bundle, startChild } from '../child.js'
import { holdSql, runSql } from '../sqlite-program.js'
import { writtenJournal } from '../written-journal.js'
import type { OpenerOrder } from './child/opener.js'
import { everyEntry, filesBelow, fingerprint, newFile, openStore, printed, startLogger } from './place.js'
import { insertSeventeen, makeSeventeen, seventeenRow } from './seventeen.js'

const notes = 'These are my notes. '.repeat(500)

/** A trail of ours that was closed. */
async function closedTrail(): Promise<string> {
  const file = await newFile()
  const child = await startLogger({ file, name: 'own', count: 20 })
  expect(await child.ended).toBe(0)
  return file
}

/** A trail of two processes that were killed: an image, the journal of one, which it covers, and that of the other, which it does not. */
async function killedTrail(): Promise<string> {
  const file = await newFile()
  const other = await startLogger({ file, name: 'other', count: 5, end: 'stay' })
  await printed(other, 'done')
  const own = await startLogger({ file, name: 'own', count: 21, imageEvery: 20, end: 'kill' })
  expect(await own.ended).toBe('SIGKILL')
  other.process.kill('SIGKILL')
  await other.ended
  expect(filesBelow(`${file}.d`).filter((path) => path.includes('/journal-'))).toHaveLength(2)
  return file
}

async function journalOf(file: string): Promise<string> {
  const journals = filesBelow(`${file}.d`).filter((path) => path.includes('/journal-'))
  return journals.at(-1) ?? ''
}

/** Makes the last record of the journal one of a later version, in a frame that is whole. */
async function makeRecordNewer(file: string): Promise<void> {
  const journal = await journalOf(file)
  const lines = writtenJournal(await readFile(journal))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
  const texts = lines.map((line) => line.slice(0, -8))
  const last = texts.findLastIndex((text) => text.includes('{"v":1,'))
  expect(last).toBeGreaterThan(0)
  const newer = texts.map((text, index) => (index === last ? text.replace('{"v":1,', '{"v":2,') : text))
  const encode = frameEncoder()
  await writeFile(journal, Buffer.concat(newer.map((text) => Buffer.from(encode(text)))))
}

const cases: readonly [name: string, code: string, advice: RegExp, make: () => Promise<string>][] = [
  [
    'a file that is no database',
    'DATABASE_INVALID',
    /is not an SQLite database.*another file/,
    async () => {
      const file = await newFile()
      await writeFile(file, notes)
      return file
    },
  ],
  [
    'a file that is no database in the place of a trail',
    'DATABASE_INVALID',
    /is not an SQLite database.*another file/,
    async () => {
      const file = await killedTrail()
      await rm(file)
      await writeFile(file, notes)
      return file
    },
  ],
  [
    'a database that is cut short',
    'DATABASE_INVALID',
    /damaged|malformed/,
    async () => {
      const file = await newFile()
      makeSeventeen(
        file,
        Array.from({ length: 500 }, (_, index) => seventeenRow({ id: `row ${index}` })),
      )
      await writeFile(file, (await readFile(file)).subarray(0, 10_000))
      return file
    },
  ],
  [
    'a database of another schema',
    'DATABASE_FOREIGN',
    /no audit trail.*Choose another place/,
    async () => {
      const file = await newFile()
      runSql(file, "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')")
      return file
    },
  ],
  [
    'a database whose agent_audit is another table',
    'DATABASE_FOREIGN',
    /no audit trail.*Choose another place/,
    async () => {
      const file = await newFile()
      runSql(file, 'CREATE TABLE agent_audit (id TEXT PRIMARY KEY, note TEXT)')
      return file
    },
  ],
  [
    'a database of a newer version',
    'DATABASE_NEWER',
    /newer version.*Update tallystick/,
    async () => {
      const file = await closedTrail()
      runSql(file, 'PRAGMA user_version = 99')
      return file
    },
  ],
  [
    'a database of a newer version without its folder',
    'DATABASE_NEWER',
    /newer version.*Update tallystick/,
    async () => {
      const file = await closedTrail()
      runSql(file, 'PRAGMA user_version = 99')
      await rm(`${file}.d`, { recursive: true })
      return file
    },
  ],
  [
    'a database of a newer version whose writer was killed',
    'DATABASE_NEWER',
    /newer version.*Update tallystick/,
    async () => {
      const file = await killedTrail()
      runSql(file, 'PRAGMA user_version = 99')
      return file
    },
  ],
  [
    'a journal with a record of a newer version',
    'DATABASE_NEWER',
    /record of version 2.*Update tallystick/,
    async () => {
      const file = await newFile()
      const child = await startLogger({ file, name: 'own', count: 3, end: 'kill' })
      expect(await child.ended).toBe('SIGKILL')
      await makeRecordNewer(file)
      return file
    },
  ],
  [
    'an image and a journal with a record of a newer version',
    'DATABASE_NEWER',
    /record of version 2.*Update tallystick/,
    async () => {
      const file = await killedTrail()
      await makeRecordNewer(file)
      return file
    },
  ],
  [
    'a folder in the place of the file',
    'DATABASE_UNREADABLE',
    /cannot be opened.*Check the path/,
    async () => {
      const file = await newFile()
      await mkdir(file)
      return file
    },
  ],
  [
    'a file in the place of a folder',
    'DATABASE_UNREADABLE',
    /cannot be opened.*Check the path/,
    async () => {
      const file = await newFile()
      await writeFile(file, notes)
      return join(file, 'audit.db')
    },
  ],
  [
    'a database that another program left with a write-ahead log',
    'DATABASE_BUSY',
    /audit\.db-wal.*Close the program.*wal_checkpoint/,
    async () => {
      const file = await newFile()
      makeSeventeen(file, [seventeenRow({ id: 'in the file' })])
      await (await holdSql(file, insertSeventeen([seventeenRow({ id: 'in the log' })]))).kill()
      expect((await readFile(`${file}-wal`)).length).toBeGreaterThan(0)
      return file
    },
  ],
  [
    'a trail of ours that another program left with a write-ahead log',
    'DATABASE_BUSY',
    /audit\.db-wal.*Close the program.*wal_checkpoint/,
    async () => {
      const file = await closedTrail()
      const row = insertSeventeen([seventeenRow({ id: 'in the log' })])
      await (await holdSql(file, `PRAGMA journal_mode = WAL; ${row}`)).kill()
      return file
    },
  ],
]

/** The folder that a refused file lies in, which must not be touched. */
function folderOf(file: string): string {
  const parent = dirname(file)
  return parent.endsWith('.db') ? dirname(parent) : parent
}

async function refusal(file: string): Promise<unknown> {
  return openAuditStore({ file }).then(
    () => null,
    (error: unknown) => error,
  )
}

/** What a forbidden place holds, looked at with the rights to do so, which stay. */
async function contents(file: string): Promise<readonly string[]> {
  const modes = await Promise.all([file, `${file}.d`].map(async (path) => ({ path, mode: (await stat(path)).mode })))
  await Promise.all(modes.map(({ path, mode }) => chmod(path, mode | 0o700)))
  const found = fingerprint(dirname(file))
  await Promise.all(modes.map(({ path, mode }) => chmod(path, mode)))
  return found
}

describe('openAuditStore() refuses, and does not touch,', () => {
  test.each(cases)('%s: %s', async (_, code, advice, make) => {
    const file = await make()
    const before = fingerprint(folderOf(file))
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const error = await refusal(file)
      expect(error).toBeInstanceOf(AuditError)
      expect(error).toMatchObject({ code, message: expect.stringMatching(advice) })
      expect(fingerprint(folderOf(file))).toEqual(before)
    }
  })

  test.each([
    ['a file that it may not read', (file: string) => chmod(file, 0o000)],
    ['a folder beside it that it may not read', (file: string) => chmod(`${file}.d`, 0o000)],
  ])('%s: DATABASE_UNREADABLE', async (_, forbid) => {
    const file = await closedTrail()
    await chmod(dirname(file), 0o755)
    await forbid(file)
    const before = await contents(file)
    const order: OpenerOrder = { file, asNobody: process.getuid?.() === 0 }
    const child = startChild(await bundle(new URL('child/opener.ts', import.meta.url)), order)
    expect(await child.ended).toBe(0)
    expect(child.lines).toEqual([expect.stringMatching(/^DATABASE_UNREADABLE .*Check the path and its permissions/)])
    expect(await contents(file)).toEqual(before)
  })
})

describe('the way out that the message names', () => {
  test('is enough where a write-ahead log was left', async () => {
    const file = await newFile()
    makeSeventeen(file, [seventeenRow({ id: 'in the file' })])
    await (await holdSql(file, insertSeventeen([seventeenRow({ id: 'in the log' })]))).kill()
    const copy = await newFile()
    await cp(dirname(file), dirname(copy), { recursive: true })
    runSql(copy, 'PRAGMA wal_checkpoint(TRUNCATE)')
    const { store } = await openStore(copy)
    expect((await everyEntry(store)).map(({ id }) => id)).toEqual(['in the file', 'in the log'])
  })
})
