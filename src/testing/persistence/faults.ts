import type { Persistence } from '../../persistence/persistence.js'
import { check, checkEqual, checkRejects } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { everyFrame } from './replica.js'

/** What a persistence does while appending fails. */
export const faultCases: CaseBodies<Persistence> = {
  'rejects appends that fail, keeps what it acknowledged, and goes on': async ({ open, breakAppends }) => {
    const persistence = await open()
    await persistence.append(['"before"'])
    const mend = await breakAppends?.()
    for (const frame of ['"lost 1"', '"lost 2"']) {
      await checkRejects(() => persistence.append([frame]), ['STORAGE_FULL', 'STORAGE_FAILED'], 'an append that fails')
    }
    check((await everyFrame(persistence)).includes('"before"'), 'reading goes on while appends fail')
    await mend?.()
    await persistence.append(['"lost 2"'])
    await persistence.append(['"after"'])
    for (const reader of [persistence, await open()]) checkAfterFaults(await everyFrame(reader))
  },

  'rejects every one of the overlapping appends that fail': async ({ open, breakAppends }) => {
    const persistence = await open()
    const mend = await breakAppends?.()
    const appends = Array.from({ length: 20 }, (_, index) => persistence.append([`"lost ${index}"`]))
    const results = await Promise.allSettled(appends)
    check(
      results.every(({ status }) => status === 'rejected'),
      'no append is acknowledged while appending fails',
    )
    await mend?.()
    await persistence.append(['"after"'])
    check((await everyFrame(await open())).includes('"after"'), 'appends go on once they can')
  },
}

/** An append that was rejected may have happened; one that was acknowledged has, once. */
function checkAfterFaults(frames: readonly string[]): void {
  const count = (frame: string): number => frames.filter((one) => one === frame).length
  checkEqual([count('"before"'), count('"after"')], [1, 1], 'how often the acknowledged frames are there')
  check(count('"lost 1"') <= 1, 'a frame that was rejected is there once at most')
  check(count('"lost 2"') >= 1 && count('"lost 2"') <= 2, 'a frame that was appended again is there')
}
