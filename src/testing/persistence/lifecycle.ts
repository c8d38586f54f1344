import type { Persistence } from '../../persistence/persistence.js'
import { check, checkEqual, checkRejects, checkSoon } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { databaseImage } from './database-image.js'
import { everyFrame, journalStart, Replica } from './replica.js'

/** What every persistence does with marks, between opening and closing, and after. */
export const lifecycleCases: CaseBodies<Persistence> = {
  'keeps marks, for everybody who has the place open': async ({ open }) => {
    const [left, right] = [await open(), await open()]
    checkEqual(await left.readMark('swept'), null, 'a mark that was never written')
    await left.writeMark('swept', 'Zürich "🪵" \n 1')
    await right.writeMark('other name: 1', '')
    checkEqual(await right.readMark('swept'), 'Zürich "🪵" \n 1', 'a mark that another wrote')
    checkEqual(await left.readMark('other name: 1'), '', 'a mark that is an empty text')
    await right.writeMark('swept', '2')
    checkEqual(await left.readMark('swept'), '2', 'a mark that another wrote again')
    await left.close()
    checkEqual(await (await open()).readMark('swept'), '2', 'a mark after reopening')
  },

  'keeps marks apart from what is stored': async ({ open }) => {
    const persistence = await open()
    await persistence.writeMark('swept', '1')
    check(await persistence.isEmpty(), 'a place with a mark alone is empty')
    await persistence.append(['"one"'])
    await (await Replica.open(persistence)).purge(() => false)
    checkEqual(await persistence.readMark('swept'), '1', 'a mark after a purge')
  },

  'lets an append that nobody awaits become durable with flush()': async ({ open }) => {
    const persistence = await open()
    persistence.append(['"one"']).catch(() => {})
    persistence.append(['"two"']).catch(() => {})
    await persistence.flush()
    checkEqual(await everyFrame(await open()), ['"one"', '"two"'], 'what another finds')
  },

  'lets an append that nobody awaits become durable with close()': async ({ open }) => {
    const persistence = await open()
    persistence.append(['"one"']).catch(() => {})
    persistence.append(['"two"']).catch(() => {})
    await persistence.close()
    checkEqual(await everyFrame(await open()), ['"one"', '"two"'], 'what the next one finds')
  },

  'closes again without harm, and twice at once': async ({ open }) => {
    const persistence = await open()
    await Promise.all([persistence.close(), persistence.close()])
    await persistence.close()
  },

  'rejects every method with STORE_CLOSED after close()': async ({ open }) => {
    const persistence = await open()
    await persistence.append(['"one"'])
    const { position } = await Replica.open(persistence)
    await persistence.close()
    const calls: Record<string, () => Promise<unknown>> = {
      append: () => persistence.append(['"late"']),
      isEmpty: () => persistence.isEmpty(),
      readImage: () => persistence.readImage(),
      readJournal: () => persistence.readJournal(journalStart),
      writeImage: () => persistence.writeImage({ bytes: databaseImage('late'), position, purge: false }),
      readMark: () => persistence.readMark('swept'),
      writeMark: () => persistence.writeMark('swept', 'late'),
      flush: () => persistence.flush(),
    }
    for (const [name, call] of Object.entries(calls))
      await checkRejects(call, ['STORE_CLOSED'], `${name}() after close()`)
    checkEqual(await everyFrame(await open()), ['"one"'], 'what is stored')
  },

  'leaves others who have the place open as they are when it closes': async ({ open }) => {
    const [left, right] = [await open(), await open()]
    await left.append(['"one"'])
    await left.close()
    await right.append(['"two"'])
    checkEqual(await everyFrame(right), ['"one"', '"two"'], 'what is stored')
  },
}

/** What a persistence does that hears of others' writes. */
export const hintCases: CaseBodies<Persistence> = {
  'tells listeners that another appended, until they unsubscribe': async ({ open }) => {
    const [reader, writer] = [await open(), await open()]
    const heard = { always: 0, once: 0 }
    reader.subscribe(() => (heard.always += 1))
    const unsubscribe = reader.subscribe(() => (heard.once += 1))
    await writer.append(['"one"'])
    await checkSoon(() => heard.always > 0 && heard.once > 0, 'both listeners hear of an append')
    unsubscribe()
    const before = { ...heard }
    await writer.append(['"two"'])
    await checkSoon(() => heard.always > before.always, 'a listener hears of a second append')
    checkEqual(heard.once, before.once, 'how often a listener was called that had unsubscribed')
  },

  'tells listeners that another replaced the image': async ({ open }) => {
    const [reader, writer] = [await open(), await open()]
    await writer.append(['"one"'])
    let heard = 0
    reader.subscribe(() => (heard += 1))
    await (await Replica.open(writer)).checkpoint()
    await checkSoon(() => heard > 0, 'a listener hears of a new image')
  },
}
