import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type AuditError, openAuditStore } from '../../src/index.js'
import { writtenJournal } from '../written-journal.js'
import { acknowledgedBy } from './logging.js'
import { filesBelow, newFile, startLogger } from './place.js'

const steps = ['own 0', 'own 1', 'own 2', 'own 3', 'own 4']

/** The only journal of a process that was killed after it had logged five entries, and where each frame begins. */
async function killedJournal(): Promise<{ bytes: Buffer; frames: readonly number[] }> {
  const file = await newFile()
  const child = await startLogger({ file, name: 'own', count: steps.length, end: 'kill' })
  expect(await child.ended).toBe('SIGKILL')
  expect(acknowledgedBy(child)).toEqual(steps)
  const journals = filesBelow(`${file}.d`).filter((path) => path.includes('/journal-'))
  expect(journals).toHaveLength(1)
  const bytes = writtenJournal(await readFile(journals[0] ?? ''))
  const frames = [...bytes.toString('latin1').matchAll(/\n[^\n]+\n/g)].map(({ index }) => index)
  // The first frame is the journal's own header.
  expect(frames).toHaveLength(1 + steps.length)
  return { bytes, frames }
}

/** What a store finds in a place that holds these bytes as its journal, and what it reports. */
async function opened(bytes: Buffer): Promise<{ found: readonly string[]; faults: readonly AuditError[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-damage-'))
  const file = join(folder, 'audit.db')
  await mkdir(`${file}.d`)
  await writeFile(join(`${file}.d`, 'journal-000000000-0000-killed'), bytes)
  const faults: AuditError[] = []
  try {
    await using store = await openAuditStore({ file, retention: false, onFault: (fault) => void faults.push(fault) })
    const found = await store.query({ order: 'oldest' })
    return { found: found.map(({ stepId }) => stepId), faults }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Which frame holds a byte: -1 is none, 0 the header. */
const frameAt = (frames: readonly number[], position: number): number =>
  frames.findLastIndex((begin) => begin <= position)

const without = (frame: number): readonly string[] => steps.filter((_, index) => index !== frame - 1)

function flipped(bytes: Buffer, positions: readonly number[], bits: number): Buffer {
  const copy = Buffer.from(bytes)
  for (const position of positions) copy[position] = (copy[position] ?? 0) ^ bits
  return copy
}

describe('the journal of a process that was killed', () => {
  test('cut at any byte of its last frame gives everything before', { timeout: 300_000 }, async () => {
    const { bytes, frames } = await killedJournal()
    const last = frames.at(-1) ?? 0
    for (let length = last; length < bytes.length; length += 1) {
      const { found, faults } = await opened(bytes.subarray(0, length))
      expect({ length, found }).toEqual({ length, found: steps.slice(0, -1) })
      // What ends with a frame looks whole.
      const codes = length === last ? [] : ['JOURNAL_DAMAGED']
      expect({ length, codes: faults.map(({ code }) => code) }).toEqual({ length, codes })
    }
  })

  test('with a byte flipped anywhere lacks that entry at most, and says so', { timeout: 300_000 }, async () => {
    const { bytes, frames } = await killedJournal()
    const positions = Array.from(bytes.keys()).filter((each) => each % 13 === 0)
    for (const position of positions) {
      const { found, faults } = await opened(flipped(bytes, [position], 1 << (position % 8)))
      expect({ position, found }).toEqual({ position, found: without(frameAt(frames, position)) })
      expect(faults.length).toBeGreaterThan(0)
      for (const { code, message } of faults) {
        expect(code).toBe('JOURNAL_DAMAGED')
        expect(message).toMatch(/kept aside/)
      }
    }
  })

  test('with every byte of one frame flipped lacks that entry alone', async () => {
    const { bytes, frames } = await killedJournal()
    for (let frame = 1; frame <= steps.length; frame += 1) {
      const begin = frames[frame] ?? 0
      const end = frames[frame + 1] ?? bytes.length
      const positions = Array.from(bytes.keys()).slice(begin, end)
      const { found, faults } = await opened(flipped(bytes, positions, 0xff))
      expect(found).toEqual(without(frame))
      expect(faults).toMatchObject([{ code: 'JOURNAL_DAMAGED' }])
    }
  })
})
