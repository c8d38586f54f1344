import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'
import { type Child, halted } from '../../child.js'
import { namesBeside, openFile, temporaryFolder } from './place.js'
import { expectPlace, framesOf, startWriter } from './writing.js'

/** A program's environment in which statements are run first that change what `fs` does. */
function withFileSystem(statements: string): { readonly env: NodeJS.ProcessEnv } {
  const program = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    const { fdatasync, writeSync } = fs
    const fail = () => { throw Object.assign(new Error('EIO'), { code: 'EIO' }) }
    ${statements}
    syncBuiltinESMExports()`
  return { env: { ...process.env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(program)}` } }
}

/** Fails the second fdatasync, as a disk does once where it cannot write. */
const failingSync = `
  let syncs = 0
  fs.fdatasync = (handle, done) => {
    syncs += 1
    return syncs === 2 ? setImmediate(() => { try { fail() } catch (error) { done(error) } }) : fdatasync(handle, done)
  }`

/** Tears the write of the third append, after the header's and two others, and lets nobody take it back. */
const tornWrite = `
  let writes = 0
  fs.writeSync = (handle, data, start, ...rest) => {
    if (typeof data === 'string') return writeSync(handle, data, start, ...rest)
    writes += 1
    if (writes !== 4) return writeSync(handle, data, start, ...rest)
    writeSync(handle, data, start, 5, rest[1])
    fail()
  }
  fs.ftruncateSync = fail`

/** Stops the process at each fdatasync, before or after it. */
const stoppingSyncs = {
  before: `fs.fdatasync = (handle, done) => {
    process.kill(process.pid, 'SIGSTOP')
    fdatasync(handle, done)
  }`,
  after: `fs.fdatasync = (handle, done) => fdatasync(handle, (error) => {
    process.kill(process.pid, 'SIGSTOP')
    done(error)
  })`,
}

/** Does some work whenever a child is stopped, until it ends. Resolves with how often that was. */
async function atEveryStop(child: Child, work: () => Promise<void>): Promise<number> {
  let stops = 0
  for (; ; stops += 1) {
    await halted(child)
    if (child.process.exitCode !== null || child.process.signalCode !== null) return stops
    await work()
    child.process.kill('SIGCONT')
  }
}

/** Writes an image of all that is there, and removes the journal files that may go. */
async function cover(file: string, purge: boolean): Promise<void> {
  const { persistence } = await openFile(file)
  const replica = await Replica.open(persistence)
  expect(await (purge ? replica.purge(() => true) : replica.checkpoint())).not.toBeNull()
  await persistence.close()
}

test.each([
  ['before', 'an image', false],
  ['before', 'a purge', true],
  ['after', 'an image', false],
  ['after', 'a purge', true],
] as const)(
  'what others cover while its process is stopped right %s it becomes durable stands once after %s, and its file goes',
  async (moment, _, purge) => {
    const file = join(await temporaryFolder(), 'audit.db')
    const order = { file, name: 'own', count: 9, burst: 3, imageEvery: 0 }
    const child = await startWriter(order, withFileSystem(stoppingSyncs[moment]))
    expect(await atEveryStop(child, () => cover(file, purge))).toBeGreaterThan(3)
    expect(await child.ended).toBe(0)
    expect(framesOf(child)).toHaveLength(9)
    expect(await namesBeside(file, 'journal-')).toEqual([])
    await expectPlace(file, framesOf(child))
  },
)

test('a journal that cannot be made durable loses nothing, and goes with the next image', async () => {
  const file = join(await temporaryFolder(), 'audit.db')
  const order = { file, name: 'own', count: 4, burst: 1, imageEvery: 4 }
  const child = await startWriter(order, withFileSystem(failingSync))
  expect(await child.ended).toBe(0)
  expect(framesOf(child)).toEqual(['"own 0"', '"own 1"', '"own 2"', '"own 3"'])
  expect(await namesBeside(file, 'journal-')).toEqual([])
  const { persistence } = await openFile(file)
  // What was written again stands twice, since the file that could not be relied on was still readable.
  expect([...new Set(await everyFrame(persistence))]).toEqual(framesOf(child))
})

test('a journal whose last append was torn and stays so keeps those before it, which are not durable yet', async () => {
  const file = join(await temporaryFolder(), 'audit.db')
  const order = { file, name: 'own', count: 6, burst: 3, imageEvery: 2, drops: true }
  const child = await startWriter(order, withFileSystem(tornWrite))
  expect(await child.ended).toBe(0)
  expect(framesOf(child)).toEqual(['"own 0"', '"own 1"', '"own 3"', '"own 4"', '"own 5"'])
  expect(await namesBeside(file, 'journal-')).toEqual([])
  await expectPlace(file, framesOf(child))
})

test('a journal file is not written to once it is an hour old, when others may take it for left', async () => {
  const file = join(await temporaryFolder(), 'audit.db')
  let now = Date.now()
  const { persistence } = await openFile(file, () => now)
  await persistence.append(['"one"'])
  const [first = ''] = await namesBeside(file, 'journal-')
  now += 3_600_001
  await persistence.append(['"two"'])
  expect(await readFile(join(`${file}.d`, first), 'utf8')).not.toContain('two')
  expect(await everyFrame(persistence)).toEqual(['"one"', '"two"'])
})

test('a purge comes to its end, and leaves nothing, while appends overlap without a pause', async () => {
  const file = join(await temporaryFolder(), 'audit.db')
  const { persistence } = await openFile(file)
  const replica = await Replica.open(persistence)
  const appended: string[] = []
  const end = new AbortController()
  const append = async (writer: number): Promise<void> => {
    for (let number = 0; !end.signal.aborted; number += 1) {
      const frame = `"${writer} ${number}"`
      appended.push(frame)
      await persistence.append([frame])
    }
  }
  const appends = [1, 2, 3].map(append)
  for (let purge = 1; purge <= 10; purge += 1) {
    await persistence.append(['"secret"'])
    await replica.pull()
    expect(await replica.purge((frame) => frame !== '"secret"')).toBe(purge)
    const names = (await namesBeside(file, '')).map((name) => join(`${file}.d`, name))
    for (const path of [file, ...names]) expect(await readFile(path, 'utf8')).not.toContain('secret')
  }
  end.abort()
  await Promise.all(appends)
  await persistence.close()
  await expectPlace(file, appended)
})
