import type { Persistence } from '../../persistence/persistence.js'
import { check, checkEqual } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { everyFrame, journalStart, readOn } from './replica.js'

const megabyte = 1_000_000

/** A frame as storage adapters write them: JSON, so that line breaks and NUL are escapes. */
const texts: readonly string[] = [
  'plain',
  'quotes " and \\ and /',
  'Zürich, 東京, नमस्ते, 🪵🪓, e\u0301',
  'line\nbreak\r\n, tab\t, NUL \0, escape \u001b, \u2028 and \u2029',
  'a lone surrogate \ud83e in the middle',
  '{"v":1}',
  '',
]

const numbered = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `"${name} ${index}"`)

const ofWriter = (frames: readonly string[], name: string): readonly string[] =>
  frames.filter((frame) => frame.startsWith(`"${name} `))

/** What every persistence does with its journal. */
export const journalCases: CaseBodies<Persistence> = {
  'starts empty': async ({ open }) => {
    const persistence = await open()
    check(await persistence.isEmpty(), 'a new place is empty')
    checkEqual(await persistence.readImage(), null, 'the image of a new place')
    checkEqual((await readOn(persistence, journalStart))?.frames, [], 'the journal of a new place')
  },

  'gives frames back in the order of one append, and of appends in turn': async ({ open }) => {
    const persistence = await open()
    await persistence.append(['"one"', '"two"', '"three"'])
    await persistence.append(['"four"'])
    checkEqual(await everyFrame(persistence), ['"one"', '"two"', '"three"', '"four"'], 'the journal')
  },

  'keeps frames over a reopening': async ({ open }) => {
    const first = await open()
    await first.append(['"before"'])
    await first.close()
    const second = await open()
    check(!(await second.isEmpty()), 'a place with a frame is not empty')
    await second.append(['"after"'])
    await second.close()
    checkEqual(await everyFrame(await open()), ['"before"', '"after"'], 'the journal after two reopenings')
  },

  'keeps every kind of text as it is': async ({ open }) => {
    const frames = texts.map((text) => JSON.stringify({ text }))
    const persistence = await open()
    await persistence.append(frames)
    checkEqual(await everyFrame(persistence), frames, 'the journal')
    await persistence.close()
    checkEqual(await everyFrame(await open()), frames, 'the journal after reopening')
  },

  'keeps a frame of 5 MB, and the small ones around it': async ({ open }) => {
    const frames = ['"before"', JSON.stringify('é🪵x'.repeat(megabyte)), '"after"']
    const persistence = await open()
    await persistence.append(frames)
    await persistence.close()
    checkEqual(await everyFrame(await open()), frames, 'the journal')
  },

  'keeps 1,000 frames of one append': async ({ open }) => {
    const frames = numbered('frame', 1000)
    const persistence = await open()
    await persistence.append(frames)
    await persistence.close()
    checkEqual(await everyFrame(await open()), frames, 'the journal')
  },

  'keeps overlapping appends, each once and whole, in the order of the calls': async ({ open }) => {
    const persistence = await open()
    const batches = Array.from({ length: 100 }, (_, index) => numbered(`batch ${index}`, 3))
    await Promise.all(batches.map((batch) => persistence.append(batch)))
    checkEqual(await everyFrame(persistence), batches.flat(), 'the journal')
  },

  'takes an append of no frames': async ({ open }) => {
    const persistence = await open()
    await persistence.append([])
    await persistence.append(['"one"'])
    checkEqual(await everyFrame(persistence), ['"one"'], 'the journal')
  },

  'keeps the frames that it was given, whatever becomes of the array': async ({ open }) => {
    const persistence = await open()
    const frames = ['"one"', '"two"']
    const appended = persistence.append(frames)
    frames.length = 0
    await appended
    checkEqual(await everyFrame(persistence), ['"one"', '"two"'], 'the journal')
  },

  'goes on from the place where the last read ended': async ({ open }) => {
    const persistence = await open()
    await persistence.append(['"one"'])
    const first = await readOn(persistence, journalStart)
    check(first !== null, 'the start of a journal without an image is not stale')
    checkEqual((await readOn(persistence, first.position))?.frames, [], 'what came since the last read')
    await persistence.append(['"two"', '"three"'])
    checkEqual(
      (await readOn(persistence, first.position))?.frames,
      ['"two"', '"three"'],
      'what came since the last read',
    )
  },

  'knows a place again after reopening': async ({ open }) => {
    const first = await open()
    await first.append(['"one"'])
    const read = await readOn(first, journalStart)
    check(read !== null, 'the start of a journal without an image is not stale')
    await first.close()
    const second = await open()
    await second.append(['"two"'])
    checkEqual((await readOn(second, read.position))?.frames, ['"two"'], 'what came since the place')
  },

  'hands a long journal out in slices': async ({ open }) => {
    const persistence = await open()
    const frames = Array.from({ length: 24 }, (_, index) => JSON.stringify(`${index} ${'x'.repeat(megabyte)}`))
    for (const frame of frames) await persistence.append([frame])
    const slice = await persistence.readJournal(journalStart)
    check(!slice.stale && slice.more, 'a journal of 24 MB has more than one slice')
    check(slice.frames.length < frames.length, 'a slice that has more behind it does not hold everything')
    checkEqual((await readOn(persistence, journalStart))?.frames, frames, 'all slices')
  },

  'lets two writers append at once, and shows each what the other wrote': async ({ open }) => {
    const [left, right] = [await open(), await open()]
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([left.append([`"left ${round}"`]), right.append([`"right ${round}"`])])
    }
    for (const reader of [left, right, await open()]) {
      const frames = await everyFrame(reader)
      checkEqual(ofWriter(frames, 'left'), numbered('left', 10), 'the frames of one writer')
      checkEqual(ofWriter(frames, 'right'), numbered('right', 10), 'the frames of the other')
      checkEqual(frames.length, 20, 'the number of frames')
    }
  },

  'shows a reader everything that another appended before the read': async ({ open }) => {
    const [reader, writer] = [await open(), await open()]
    let { position } = (await readOn(reader, journalStart)) ?? { position: journalStart }
    for (const frame of numbered('frame', 10)) {
      await writer.append([frame])
      const read = await readOn(reader, position)
      checkEqual(read?.frames, [frame], 'what came since the last read')
      position = read?.position ?? position
    }
  },
}
