import type { Persistence } from '../../persistence/persistence.js'
import { check, checkEqual } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { newestImage } from './image.js'
import { everyFrame, readOn, Replica } from './replica.js'

/** Makes a patch larger than any chunk that an implementation may cut it into. */
const longFrame = JSON.stringify('patched '.repeat(400_000))

/** What every persistence does with patches of its image. */
export const patchCases: CaseBodies<Persistence> = {
  'gives an image back with its patches in it, over a reopening too': async ({ open }) => {
    const persistence = await open()
    await persistence.append(['"one"'])
    const replica = await Replica.open(persistence)
    await replica.checkpoint()
    const frames = ['"one"']
    for (const frame of ['"two"', longFrame, '"three"']) {
      frames.push(frame)
      await persistence.append([frame])
      await replica.pull()
      check(await replica.patch(), 'the next patch of the newest image is kept')
      const image = await newestImage(await open())
      checkEqual(image.patches, frames.length - 1, 'how many patches are in the image')
      check(image.patchedBytes > 0, 'it is known how many bytes the patches hold')
      checkEqual(image.bytes, replica.image(), 'the image with its patches')
      checkEqual(await everyFrame(await open()), frames, 'what is stored')
    }
  },

  'goes on in the journal where a patch ends, and keeps frames that came after it was made': async ({ open }) => {
    const persistence = await open()
    await persistence.append(['"one"'])
    const replica = await Replica.open(persistence)
    await replica.checkpoint()
    await persistence.append(['"two"'])
    await replica.pull()
    await persistence.append(['"three"'])
    check(await replica.patch(), 'the next patch of the newest image is kept')
    checkEqual((await readOn(persistence, replica.position))?.frames, ['"three"'], 'the journal beyond the patch')
    checkEqual(await everyFrame(await open()), ['"one"', '"two"', '"three"'], 'what is stored')
  },

  'keeps the first of two patches that follow the same image': async ({ open }) => {
    const [first, second] = [await open(), await open()]
    await first.append(['"one"'])
    await (await Replica.open(first)).checkpoint()
    const replicas = [await Replica.open(first), await Replica.open(second)]
    await second.append(['"two"'])
    for (const replica of replicas) await replica.pull()
    const kept = await Promise.all(replicas.map((replica) => replica.patch()))
    checkEqual(kept.filter(Boolean).length, 1, 'how many of the two are kept')
    checkEqual((await newestImage(await open())).patches, 1, 'how many patches are in the image')
    await first.append(['"three"'])
    checkEqual(await everyFrame(await open()), ['"one"', '"two"', '"three"'], 'what is stored')
    for (const replica of replicas) checkEqual(await replica.pull(), ['"one"', '"two"', '"three"'], 'what it has')
  },

  'refuses a patch of an image that is no longer the newest': async ({ open }) => {
    const [slow, fast] = [await open(), await open()]
    await fast.append(['"one"'])
    await (await Replica.open(fast)).checkpoint()
    const behind = await Replica.open(slow)
    await fast.append(['"two"'])
    await (await Replica.open(fast)).checkpoint()
    checkEqual(await behind.patch(), false, 'whether a patch that slept through its turn is kept')
    checkEqual((await newestImage(slow)).patches, 0, 'how many patches are in the image')
    checkEqual(await everyFrame(await open()), ['"one"', '"two"'], 'what is stored')
  },

  'begins anew with the next image': async ({ open }) => {
    const persistence = await open()
    const replica = await Replica.open(persistence)
    const frames: string[] = []
    for (const round of [1, 2, 3]) {
      frames.push(`"whole ${round}"`, `"patched ${round}"`)
      await persistence.append(frames.slice(-2, -1))
      await replica.pull()
      check((await replica.checkpoint()) !== null, 'an image after patches is written')
      await persistence.append(frames.slice(-1))
      await replica.pull()
      check(await replica.patch(), 'the first patch of the new image is kept')
      const image = await newestImage(await open())
      checkEqual(image.bytes, replica.image(), 'the image with its patch')
      checkEqual(image.patches, 1, 'how many patches are in the image')
      checkEqual(await everyFrame(await open()), frames, 'what is stored')
    }
  },

  'forgets the patches of what a purge removed, and takes none from before it': async ({ open }) => {
    const [slow, purger] = [await open(), await open()]
    await slow.append(['"one"'])
    await (await Replica.open(slow)).checkpoint()
    const behind = await Replica.open(slow)
    await slow.append(['"secret"'])
    const replica = await Replica.open(purger)
    check(await replica.patch(), 'the next patch of the newest image is kept')
    check((await replica.purge((frame) => frame !== '"secret"')) !== null, 'a purge writes its image')
    checkEqual(await behind.patch(), false, 'whether a patch from before the purge is kept')
    checkEqual(await everyFrame(await open()), ['"one"'], 'what is stored')
  },
}
