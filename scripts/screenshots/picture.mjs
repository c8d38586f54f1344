import { writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { smallPng } from './small-png.mjs'

/**
 * Takes a picture of a page or an element once nothing changes in it any more, and writes it to a file. `height` leaves only so
 * many pixels of it, from the top.
 */
export async function takePicture(target, { file, height }) {
  const page = target.page?.() ?? target
  await page.mouse.move(0, 0)
  await target.scrollIntoViewIfNeeded?.()
  const box = await target.boundingBox?.()
  const clip = box && { ...box, height: height ?? box.height }
  const take = () => page.screenshot({ animations: 'disabled', ...(clip && { clip }) })
  let [before, now] = [undefined, await take()]
  while (!before?.equals(now)) {
    await setTimeout(300)
    before = now
    now = await take()
  }
  writeFileSync(file, smallPng(now))
}
