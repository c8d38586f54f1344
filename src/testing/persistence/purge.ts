import type { Persistence } from '../../persistence/persistence.js'
import { check, checkEqual } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { everyFrame, journalStart, readOn, Replica } from './replica.js'

const isKept = (frame: string): boolean => !frame.includes('secret')

/** What every persistence does with an image from which rows were removed on purpose. */
export const purgeCases: CaseBodies<Persistence> = {
  'forgets what a purge removed, over a reopening too': async ({ open }) => {
    const persistence = await open()
    await persistence.append(['"one"', '"secret"', '"two"'])
    check((await (await Replica.open(persistence)).purge(isKept)) !== null, 'a purge writes its image')
    checkEqual(await everyFrame(persistence), ['"one"', '"two"'], 'what is stored')
    await persistence.close()
    checkEqual(await everyFrame(await open()), ['"one"', '"two"'], 'what is stored after reopening')
  },

  'purges an image that covers the whole journal already': async ({ open }) => {
    const persistence = await open()
    await persistence.append(['"one"', '"secret"'])
    const replica = await Replica.open(persistence)
    await replica.checkpoint()
    check((await replica.purge(isKept)) !== null, 'a purge writes its image though the journal has nothing new')
    checkEqual(await everyFrame(await open()), ['"one"'], 'what is stored')
  },

  'tells every older replica that it is stale, those that had read everything too': async ({ open }) => {
    const [reader, purger] = [await open(), await open()]
    await purger.append(['"one"', '"secret"'])
    const replicas = [await Replica.open(reader), await Replica.open(purger)]
    await (await Replica.open(purger)).purge(isKept)
    await purger.append(['"two"'])
    checkEqual(await readOn(reader, journalStart), null, 'a read from the start')
    for (const replica of replicas) {
      checkEqual(await readOn(reader, replica.position), null, 'a read from before the purge')
      checkEqual(await replica.pull(), ['"one"', '"two"'], 'what the replica has after another pull')
    }
  },

  'refuses an image with rows that were purged meanwhile': async ({ open }) => {
    const [slow, purger] = [await open(), await open()]
    await slow.append(['"one"', '"secret"'])
    const behind = await Replica.open(slow)
    await (await Replica.open(purger)).purge(isKept)
    checkEqual(await behind.checkpoint(), null, 'what the image of before the purge gets')
    checkEqual(await behind.purge((frame) => frame !== '"one"'), null, 'what a purge from before the purge gets')
    await slow.append(['"two"'])
    checkEqual(await everyFrame(await open()), ['"one"', '"two"'], 'what is stored')
  },

  'keeps frames that were appended while the purge was made': async ({ open }) => {
    const [purger, writer] = [await open(), await open()]
    await purger.append(['"one"', '"secret"'])
    const replica = await Replica.open(purger)
    await writer.append(['"two"'])
    await Promise.all([replica.purge(isKept), writer.append(['"three"'])])
    await writer.append(['"four"'])
    checkEqual(await everyFrame(await open()), ['"one"', '"two"', '"three"', '"four"'], 'what is stored')
  },

  'goes on after a purge: appends, images, another purge': async ({ open }) => {
    const persistence = await open()
    const replica = await Replica.open(persistence)
    for (let round = 0; round < 3; round += 1) {
      await persistence.append([`"frame ${round}"`, `"secret ${round}"`])
      await replica.pull()
      check((await replica.purge(isKept)) !== null, 'a purge writes its image')
    }
    await persistence.append(['"last"'])
    await replica.pull()
    check((await replica.checkpoint()) !== null, 'an image after a purge is written')
    const stored = ['"frame 0"', '"frame 1"', '"frame 2"', '"last"']
    checkEqual(await everyFrame(await open()), stored, 'what is stored')
  },
}
