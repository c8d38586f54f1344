import type { Persistence, StoredImage } from '../../persistence/persistence.js'
import { check, checkEqual } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { everyFrame, journalStart, readOn, Replica } from './replica.js'

/** Makes an image larger than any chunk that an implementation may cut it into. */
const largeFrame = JSON.stringify('é🪵x'.repeat(1_300_000))

/** The image that is stored, where there has to be one. */
export async function newestImage(persistence: Persistence): Promise<StoredImage> {
  const image = await persistence.readImage()
  check(image !== null, 'there is an image once one was written')
  return image
}

/** What every persistence does with its image. */
export const imageCases: CaseBodies<Persistence> = {
  'gives an image back byte by byte, over a reopening too': async ({ open }) => {
    const frames: string[] = []
    for (const frame of ['"small"', largeFrame, '"small again"']) {
      frames.push(frame)
      const persistence = await open()
      await persistence.append([frame])
      const replica = await Replica.open(persistence)
      const generation = await replica.checkpoint()
      checkEqual(
        await newestImage(persistence),
        { generation: generation ?? 0, patches: 0, patchedBytes: 0, bytes: replica.image(), own: true },
        'the image',
      )
      await persistence.close()
      checkEqual((await newestImage(await open())).bytes, replica.image(), 'the image after reopening')
      checkEqual(await everyFrame(await open()), frames, 'what is stored')
    }
  },

  'keeps the bytes that it was given, whatever becomes of the array': async ({ open }) => {
    const persistence = await open()
    await persistence.append(['"one"'])
    const replica = await Replica.open(persistence)
    const bytes = replica.image()
    await persistence.writeImage({ bytes, position: replica.position, purge: false })
    bytes.fill(0)
    const read = await newestImage(persistence)
    checkEqual(read.bytes, replica.image(), 'the image after the written array was changed')
    read.bytes.fill(0)
    checkEqual((await newestImage(persistence)).bytes, replica.image(), 'the image after the read array was changed')
  },

  'counts its images up': async ({ open }) => {
    let last = 0
    for (const frame of ['"one"', '"two"', '"three"']) {
      const persistence = await open()
      await persistence.append([frame])
      const generation = await (await Replica.open(persistence)).checkpoint()
      check(
        generation !== null && generation > last,
        `an image after number ${last} has a higher one, found ${generation}`,
      )
      last = generation
      await persistence.close()
    }
  },

  'goes on in the journal where the image ends, and keeps frames that came after it was made': async ({ open }) => {
    const persistence = await open()
    await persistence.append(['"one"', '"two"'])
    const replica = await Replica.open(persistence)
    await persistence.append(['"three"'])
    check((await replica.checkpoint()) !== null, 'an image that covers more than the one before is written')
    await persistence.append(['"four"'])
    checkEqual(
      (await readOn(persistence, replica.position))?.frames,
      ['"three"', '"four"'],
      'the journal beyond the image',
    )
    await persistence.close()
    checkEqual(await everyFrame(await open()), ['"one"', '"two"', '"three"', '"four"'], 'what is stored')
  },

  'is not empty once there is an image, though it covers the whole journal': async ({ open }) => {
    const persistence = await open()
    await persistence.append(['"one"'])
    await (await Replica.open(persistence)).checkpoint()
    check(!(await persistence.isEmpty()), 'a place with an image is not empty')
    await persistence.close()
    check(!(await (await open()).isEmpty()), 'a place with an image is not empty after reopening')
  },

  'never shows a replica that is behind a journal with a gap': async ({ open }) => {
    const [reader, compactor] = [await open(), await open()]
    await compactor.append(['"one"'])
    const behind = await Replica.open(reader)
    await compactor.append(['"two"'])
    await (await Replica.open(compactor)).checkpoint()
    await compactor.append(['"three"'])
    const fromStart = await readOn(reader, journalStart)
    check(fromStart === null || fromStart.frames.length === 3, 'a read from the start is stale or has every frame')
    const fromBehind = await readOn(reader, behind.position)
    check(
      fromBehind === null || fromBehind.frames.length === 2,
      'a read from before the image is stale or has all that follows',
    )
    checkEqual(await behind.pull(), ['"one"', '"two"', '"three"'], 'what the replica has after another pull')
  },

  'lets a replica that had read everything go on after another wrote an image': async ({ open }) => {
    const [reader, compactor] = [await open(), await open()]
    await compactor.append(['"one"'])
    const [replica, other] = [await Replica.open(reader), await Replica.open(compactor)]
    await other.checkpoint()
    await reader.append(['"two"'])
    checkEqual(await replica.pull(), ['"one"', '"two"'], 'what the replica has')
    checkEqual(await other.pull(), ['"one"', '"two"'], 'what the compactor has')
  },

  'refuses an image that is older than the newest, and changes nothing': async ({ open }) => {
    const [slow, fast] = [await open(), await open()]
    await fast.append(['"one"'])
    const behind = await Replica.open(slow)
    await fast.append(['"two"', '"three"'])
    const ahead = await Replica.open(fast)
    await ahead.checkpoint()
    checkEqual(await behind.checkpoint(), null, 'what a compactor that slept through its turn gets')
    checkEqual((await newestImage(slow)).bytes, ahead.image(), 'the image')
    checkEqual(await behind.pull(), ['"one"', '"two"', '"three"'], 'what the slow one has after another pull')
    await slow.append(['"four"'])
    await behind.pull()
    check((await behind.checkpoint()) !== null, 'a compactor that has read again may write')
    checkEqual(await everyFrame(await open()), ['"one"', '"two"', '"three"', '"four"'], 'what is stored')
  },

  'loses nothing when compactors race and others append': async ({ open }) => {
    const compactors = await Promise.all([open(), open(), open()])
    const writer = await open()
    const frames: string[] = []
    for (let round = 0; round < 10; round += 1) {
      frames.push(`"frame ${round}"`)
      const replicas = await Promise.all(compactors.map((one) => Replica.open(one)))
      await Promise.all([writer.append(frames.slice(-1)), ...replicas.map((one) => one.checkpoint())])
      checkEqual(await everyFrame(await open()), frames, `what is stored after round ${round}`)
    }
  },
}
