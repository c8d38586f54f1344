import { mkdir, open, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'
import { bundle, startChild } from '../../child.js'
import { writtenJournal } from '../../written-journal.js'
import type { WriterOrder } from './child/writer.js'
import { namesBeside, openFile, temporaryFolder } from './place.js'

const stored = ['"left 0"', '"left 1"', '"left 2"']

/** The journal of a process that was killed after three appends, as it lies on the disk: with room for more. */
async function killedJournal(): Promise<Buffer> {
  const file = join(await temporaryFolder(), 'audit.db')
  const halt = { step: 1, signal: 'SIGKILL' } as const
  const order: WriterOrder = { file, name: 'left', count: 4, burst: 1, imageEvery: 3, halt }
  const child = startChild(await bundle(new URL('child/writer.ts', import.meta.url)), order)
  expect(await child.ended).toBe('SIGKILL')
  expect(child.lines).toEqual(stored)
  return readFile(await onlyJournal(file))
}

/** The same without the room. */
async function killedFrames(): Promise<Buffer> {
  return writtenJournal(await killedJournal())
}

async function onlyJournal(file: string): Promise<string> {
  const names = await namesBeside(file, 'journal-')
  expect(names).toHaveLength(1)
  return join(`${file}.d`, names[0] ?? '')
}

/** A place that holds nothing but a journal of these bytes. */
async function placeWith(folder: string, bytes: Buffer): Promise<string> {
  const file = join(folder, 'audit.db')
  await mkdir(`${file}.d`, { recursive: true })
  await writeFile(join(`${file}.d`, 'journal-000000000-0000-x'), bytes)
  return file
}

/** Where frames begin: the header's, then each append's. */
function frameStarts(bytes: Buffer): readonly number[] {
  const starts: number[] = []
  for (let at = 0; at < bytes.length; at = bytes.indexOf(10, at + 1) + 1) starts.push(at)
  return starts
}

/** The frames that a changed byte leaves whole. */
function survivors(starts: readonly number[], at: number): readonly string[] {
  const hit = starts.findLastIndex((start) => start <= at)
  return stored.filter((_, index) => index + 1 !== hit)
}

function flip(bytes: Buffer, at: number, bits: number): Buffer {
  const flipped = Buffer.from(bytes)
  flipped[at] = (flipped[at] ?? 0) ^ bits
  return flipped
}

/** What is read, once with the faults told. */
async function readDamaged(file: string): Promise<{ frames: readonly string[]; codes: readonly string[] }> {
  const { persistence, faults } = await openFile(file)
  const frames = await everyFrame(persistence)
  await persistence.close()
  return { frames, codes: [...new Set(faults.map(({ code }) => code))] }
}

async function appendEach(persistence: Persistence): Promise<void> {
  for (const frame of stored) await persistence.append([frame])
}

describe('a journal that was damaged while nobody had it open', () => {
  test('is reported and gives every other frame when it is cut at any byte of its last frame', async () => {
    const [bytes, folder] = [await killedFrames(), await temporaryFolder()]
    for (let length = (frameStarts(bytes).at(-1) ?? 0) + 1; length < bytes.length; length += 1) {
      const file = await placeWith(folder, bytes.subarray(0, length))
      expect(await readDamaged(file), `${length} bytes`).toEqual({
        frames: stored.slice(0, 2),
        codes: ['JOURNAL_DAMAGED'],
      })
    }
  })

  test.each([1, 128, 255])('is reported and gives every other frame when bits %i of any byte flip', async (bits) => {
    const [bytes, folder] = [await killedFrames(), await temporaryFolder()]
    const starts = frameStarts(bytes)
    for (let at = 0; at < bytes.length; at += 1) {
      const file = await placeWith(folder, flip(bytes, at, bits))
      expect(await readDamaged(file), `byte ${at}`).toEqual({
        frames: survivors(starts, at),
        codes: ['JOURNAL_DAMAGED'],
      })
    }
  })

  test('gives every other frame when any byte turns into a newline', async () => {
    const [bytes, folder] = [await killedFrames(), await temporaryFolder()]
    const starts = frameStarts(bytes)
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] === 10) continue
      const file = await placeWith(folder, flip(bytes, at, 10 ^ (bytes[at] ?? 0)))
      expect(await readDamaged(file), `byte ${at}`).toEqual({
        frames: survivors(starts, at),
        codes: ['JOURNAL_DAMAGED'],
      })
    }
  })

  test('is kept aside when its file goes, until a purge', async () => {
    const [bytes, folder] = [await killedFrames(), await temporaryFolder()]
    const second = frameStarts(bytes)[2] ?? 0
    const file = await placeWith(folder, flip(bytes, second + 5, 1))
    const { persistence } = await openFile(file)
    const replica = await Replica.open(persistence)
    await replica.checkpoint()
    expect(await namesBeside(file, 'journal-')).toEqual([])
    const [kept = ''] = await namesBeside(file, 'damaged-')
    const aside = await readFile(join(`${file}.d`, kept))
    expect(aside).toEqual(flip(bytes, second + 5, 1).subarray(second, frameStarts(bytes)[3]))
    await replica.pull()
    await replica.purge(() => true)
    expect(await namesBeside(file, 'damaged-')).toEqual([])
  })
})

describe('a journal that is damaged while its process has it open', () => {
  test('is reported and gives every other frame when it is cut at any byte of its last frame', async () => {
    const bytes = await killedFrames()
    const last = bytes.length - (frameStarts(bytes).at(-1) ?? 0)
    for (let missing = 1; missing < last; missing += 1) {
      const file = join(await temporaryFolder(), 'audit.db')
      const { persistence, faults } = await openFile(file)
      await appendEach(persistence)
      const journal = await onlyJournal(file)
      await truncate(journal, writtenJournal(await readFile(journal)).length - missing)
      await persistence.append(['"after"'])
      expect(await everyFrame(persistence), `${missing} bytes missing`).toEqual([...stored.slice(0, 2), '"after"'])
      expect(faults.map(({ code }) => code)).toContain('JOURNAL_DAMAGED')
    }
  })

  test('is reported and gives every other frame when any byte is changed', async () => {
    for (let at = 0, length = 1; at < length; at += 1) {
      const file = join(await temporaryFolder(), 'audit.db')
      const { persistence, faults } = await openFile(file)
      await appendEach(persistence)
      const path = await onlyJournal(file)
      const bytes = writtenJournal(await readFile(path))
      length = bytes.length
      const journal = await open(path, 'r+')
      await journal.write(flip(bytes, at, 1), at, 1, at)
      await journal.close()
      expect(await everyFrame(persistence), `byte ${at}`).toEqual(survivors(frameStarts(bytes), at))
      expect(faults.map(({ code }) => code)).toContain('JOURNAL_DAMAGED')
    }
  })

  test('is waited for by others while its last frame is not whole', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    const [writer, reader] = [await openFile(file), await openFile(file)]
    await appendEach(writer.persistence)
    const path = await onlyJournal(file)
    const bytes = writtenJournal(await readFile(path))
    await truncate(path, bytes.length - 3)
    const replica = await Replica.open(reader.persistence)
    expect(replica.frames).toEqual(stored.slice(0, 2))
    await writeFile(path, bytes)
    expect(await replica.pull()).toEqual(stored)
    expect(reader.faults).toEqual([])
  })
})

describe('the room that a lone writer makes in its journal', () => {
  test('is no damage when the writer is killed, and goes with the journal', async () => {
    const [bytes, folder] = [await killedJournal(), await temporaryFolder()]
    expect(bytes.length).toBeGreaterThan(writtenJournal(bytes).length + 1000)
    const file = await placeWith(folder, bytes)
    const { persistence, faults } = await openFile(file)
    const replica = await Replica.open(persistence)
    expect(replica.frames).toEqual(stored)
    await replica.checkpoint()
    expect(await namesBeside(file, '')).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/journal-|damaged-/)]),
    )
    expect(faults).toEqual([])
  })

  test('is read past by others while the writer goes on', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    const [writer, reader] = [await openFile(file), await openFile(file)]
    await appendEach(writer.persistence)
    const replica = await Replica.open(reader.persistence)
    expect(replica.frames).toEqual(stored)
    await writer.persistence.append(['"later"'])
    expect(await replica.pull()).toEqual([...stored, '"later"'])
    expect(reader.faults).toEqual([])
  })

  test('is given back when the writer ends', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    const { persistence } = await openFile(file)
    await appendEach(persistence)
    const journal = await onlyJournal(file)
    expect(await readFile(journal)).toContain(0)
    await persistence.close()
    expect(await readFile(journal)).not.toContain(0)
  })

  test('grows with what is written, up to 256 KiB at a time', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    const { persistence } = await openFile(file)
    const frame = JSON.stringify('x'.repeat(20_000))
    for (let count = 0; count < 100; count += 1) await persistence.append([frame])
    const bytes = await readFile(await onlyJournal(file))
    expect(writtenJournal(bytes).length).toBeGreaterThan(2_000_000)
    expect(bytes.length - writtenJournal(bytes).length).toBeLessThanOrEqual(262_144 + 16_384)
    expect(await everyFrame(persistence)).toEqual(Array.from({ length: 100 }, () => frame))
  })

  test('is not made where several share a sync', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    const { persistence } = await openFile(file)
    for (let turn = 0; turn < 5; turn += 1) await Promise.all(stored.map((frame) => persistence.append([frame])))
    expect(await readFile(await onlyJournal(file))).not.toContain(0)
  })

  test.each([0, 1, 40_000, -1])('costs no frame, and is reported, when its byte %i is damaged', async (index) => {
    const [bytes, folder] = [await killedJournal(), await temporaryFolder()]
    const at = index < 0 ? bytes.length + index : writtenJournal(bytes).length + index
    expect(await readDamaged(await placeWith(folder, flip(bytes, at, 120)))).toEqual({
      frames: stored,
      codes: ['JOURNAL_DAMAGED'],
    })
  })
})

test('a journal of a newer version stops the opening', async () => {
  const [bytes, folder] = [await killedFrames(), await temporaryFolder()]
  const { crc32 } = await import('node:zlib')
  const header = bytes.toString('utf8', 1, frameStarts(bytes)[1]).slice(0, -9).replace('"journal":1', '"journal":2')
  const frame = `\n${header}${crc32(header).toString(16).padStart(8, '0')}\n`
  const file = await placeWith(folder, Buffer.concat([Buffer.from(frame), bytes.subarray(frameStarts(bytes)[1])]))
  await expect(openFile(file)).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
})

test.each(['', '\0\0\0\0', '{"files":{'])('what an image covers, torn to %j, is as good as unknown', async (text) => {
  const file = join(await temporaryFolder(), 'audit.db')
  const { persistence: writer } = await openFile(file)
  await writer.append(['"image"'])
  const replica = await Replica.open(writer)
  await replica.checkpoint()
  await writer.append(['"journal"'])
  await writer.close()
  await writeFile(join(`${file}.d`, 'covered-1'), text)
  const { persistence } = await openFile(file)
  // Without a look at the image, as by one who knows from the mark where it ends.
  expect(await persistence.readJournal(replica.position)).toMatchObject({ stale: false, frames: ['"journal"'] })
  const next = await Replica.open(persistence)
  expect(next.frames).toEqual(['"image"', '"journal"'])
  expect(await next.checkpoint()).toBe(2)
  expect(await namesBeside(file, 'journal-')).toEqual([])
})
