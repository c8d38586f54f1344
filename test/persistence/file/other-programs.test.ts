import { chmod, cp, link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JournalPosition, Persistence } from '../../../src/persistence/persistence.js'
import { holdSql, runSqlBeside, selectSql, sqlLiteral } from '../../sqlite-program.js'
import { namesBeside, openFile, temporaryFolder } from './place.js'

async function makeDatabase(file: string): Promise<void> {
  await runSqlBeside(file, 'CREATE TABLE t (x)')
}

async function insert(file: string, value: string): Promise<void> {
  await runSqlBeside(file, `INSERT INTO t VALUES (${sqlLiteral(value)})`)
}

/** What is in a database's only table. */
async function rowsOf(bytes: Uint8Array): Promise<string> {
  const file = join(await temporaryFolder(), 'copy.db')
  await writeFile(file, bytes)
  const values = selectSql(file, 'SELECT quote(x) AS x FROM t ORDER BY x').map(({ x }) => String(x))
  return `[${values.join(', ')}]`
}

/** Leaves a row in the write-ahead log, as a program does that ends in the middle of its work. */
async function leaveLog(file: string): Promise<void> {
  const holder = await holdSql(file, 'PRAGMA journal_mode=wal; INSERT INTO t VALUES (1);')
  await holder.kill()
}

async function checkpoint(file: string): Promise<void> {
  await runSqlBeside(file, 'PRAGMA wal_checkpoint(TRUNCATE)')
}

type Read = { readonly position: JournalPosition & { readonly place: string }; readonly foreign: readonly string[] }

async function read(persistence: Persistence, from: JournalPosition): Promise<Read> {
  const slice = await persistence.readJournal(from)
  if (slice.stale) throw new Error('The position is stale.')
  return { position: slice.position, foreign: await Promise.all(slice.foreign.map(rowsOf)) }
}

/** Loads the newest image, and reads on from there. */
async function load(persistence: Persistence): Promise<Read & { readonly bytes: Uint8Array }> {
  const image = await persistence.readImage()
  if (image === null) throw new Error('There is no image.')
  return { ...(await read(persistence, { generation: image.generation, place: null })), bytes: image.bytes }
}

async function newDatabase(): Promise<string> {
  const file = join(await temporaryFolder(), 'audit.db')
  await makeDatabase(file)
  return file
}

describe('a database that another program made', () => {
  test('is read as it is, keeps its mode, and stays as the image before', async () => {
    const file = await newDatabase()
    await chmod(file, 0o640)
    const { persistence } = await openFile(file)
    const original = await readFile(file)
    expect(await persistence.isEmpty()).toBe(false)
    expect(await persistence.readImage()).toMatchObject({ generation: 0, bytes: new Uint8Array(original), own: false })
    const { position, bytes } = await load(persistence)
    expect(await persistence.writeImage({ bytes, position, purge: false })).toBe(1)
    expect(await namesBeside(file, 'image-')).toEqual(['image-0', 'image-1'])
    expect((await stat(file)).mode & 0o777).toBe(0o640)
    expect((await stat(`${file}.d`)).mode & 0o777).toBe(0o700)
    expect(await persistence.readImage()).toMatchObject({ generation: 1, own: true })
  })
})

describe('rows that another program inserts', () => {
  test('before any image of ours are given out once, and before them no image replaces the file', async () => {
    const file = await newDatabase()
    const { persistence } = await openFile(file)
    const { position, bytes } = await load(persistence)
    await insert(file, 'foreign')
    expect(await persistence.writeImage({ bytes, position, purge: false })).toBeNull()
    const next = await read(persistence, position)
    expect(next.foreign).toEqual(["['foreign']"])
    expect((await read(persistence, next.position)).foreign).toEqual([])
    expect(await persistence.writeImage({ bytes, position: next.position, purge: false })).toBe(1)
  })

  test('into our image are given out to every process that has not loaded them', async () => {
    const file = await newDatabase()
    const [writer, other] = [await openFile(file), await openFile(file)]
    const { position, bytes } = await load(writer.persistence)
    await writer.persistence.writeImage({ bytes, position, purge: false })
    const loaded = await load(other.persistence)
    await insert(file, 'foreign')
    const own = await read(writer.persistence, { ...position, generation: 1 })
    expect(own.foreign).toEqual(["['foreign']"])
    expect((await read(other.persistence, loaded.position)).foreign).toEqual(["['foreign']"])
    const late = await openFile(file)
    const seen = await load(late.persistence)
    expect(await rowsOf(seen.bytes)).toBe("['foreign']")
    expect(seen.foreign).toEqual([])
  })

  test('into the image before are given out, to later processes too, before that image goes', async () => {
    const file = await newDatabase()
    const { persistence } = await openFile(file)
    const { position, bytes } = await load(persistence)
    expect(await persistence.writeImage({ bytes, position, purge: false })).toBe(1)
    await insert(join(`${file}.d`, 'image-0'), 'late')
    const late = await openFile(file)
    const first = await read(late.persistence, { ...position, generation: 1 })
    expect(first.foreign).toEqual(["['late']"])
    expect(await late.persistence.writeImage({ bytes, position: first.position, purge: false })).toBe(2)
    expect(await namesBeside(file, 'image-')).toEqual(['image-1', 'image-2'])
  })

  test('into the image before keep it from going with a purge, until they are given out', async () => {
    const file = await newDatabase()
    const { persistence } = await openFile(file)
    const { position, bytes } = await load(persistence)
    await persistence.writeImage({ bytes, position, purge: true })
    expect(await namesBeside(file, 'image-')).toEqual(['image-1'])
  })

  test('while its journal lies beside are waited for', async () => {
    const file = await newDatabase()
    const { persistence } = await openFile(file)
    const { position, bytes } = await load(persistence)
    await insert(file, 'foreign')
    await writeFile(`${file}-journal`, '')
    expect((await read(persistence, position)).foreign).toEqual([])
    expect(await persistence.writeImage({ bytes, position, purge: false })).toBeNull()
    await rm(`${file}-journal`)
    expect((await read(persistence, position)).foreign).toEqual(["['foreign']"])
  })

  test('by putting another file in the place of ours are given out', async () => {
    const file = await newDatabase()
    const { persistence } = await openFile(file)
    const { position, bytes } = await load(persistence)
    await persistence.writeImage({ bytes, position, purge: false })
    await cp(file, `${file}.new`)
    await insert(`${file}.new`, 'renamed')
    await rename(`${file}.new`, file)
    expect(await persistence.writeImage({ bytes, position: { ...position, generation: 1 }, purge: false })).toBeNull()
    const next = await read(persistence, { ...position, generation: 1 })
    expect(next.foreign).toEqual(["['renamed']"])
    expect(await persistence.writeImage({ bytes, position: next.position, purge: false })).toBe(2)
    expect((await stat(file)).ino).toBe((await stat(join(`${file}.d`, 'image-2'))).ino)
  })
})

describe('a connection in WAL mode', () => {
  test('that left rows beside the file is a clear error at opening, and nothing is touched', async () => {
    const file = await newDatabase()
    await leaveLog(file)
    const names = [await readFile(file), await readFile(`${file}-wal`)]
    await expect(openFile(file)).rejects.toMatchObject({
      code: 'DATABASE_BUSY',
      message: expect.stringContaining('wal_checkpoint(TRUNCATE)'),
    })
    expect([await readFile(file), await readFile(`${file}-wal`)]).toEqual(names)
    await checkpoint(file)
    const { persistence } = await openFile(file)
    expect(await rowsOf((await load(persistence)).bytes)).toBe('[1]')
  })

  test('that comes while the file is open keeps images from being written', async () => {
    const file = await newDatabase()
    const { persistence } = await openFile(file)
    const { position, bytes } = await load(persistence)
    await leaveLog(file)
    expect(await persistence.writeImage({ bytes, position, purge: false })).toBeNull()
    await persistence.append(['"logging goes on"'])
    await checkpoint(file)
    const next = await read(persistence, position)
    expect(next.foreign).toEqual(['[1]'])
    expect(await persistence.writeImage({ bytes, position: next.position, purge: false })).toBe(1)
  })
})

test('an image that was made and not published is published at the next opening', async () => {
  const file = await newDatabase()
  const { persistence } = await openFile(file)
  const { position, bytes } = await load(persistence)
  await persistence.writeImage({ bytes, position, purge: false })
  await persistence.close()
  const newest = (await stat(join(`${file}.d`, 'image-1'))).ino
  await rm(file)
  await openFile(file)
  expect((await stat(file)).ino).toBe(newest)
  await rm(file)
  await link(join(`${file}.d`, 'image-0'), file)
  const { persistence: next } = await openFile(file)
  expect((await stat(file)).ino).toBe(newest)
  expect((await load(next)).foreign).toEqual([])
})
