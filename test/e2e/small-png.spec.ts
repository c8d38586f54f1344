import { expect, test, type Page } from '@playwright/test'
import { smallPng } from '../../scripts/screenshots/small-png.mjs'

/** The bytes of each pixel, as the browser itself reads the picture. */
function pixelsOf(page: Page, png: Buffer): Promise<readonly number[]> {
  return page.evaluate(
    async (url) => {
      const bitmap = await createImageBitmap(await (await fetch(url)).blob())
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      const context = canvas.getContext('2d')
      context?.drawImage(bitmap, 0, 0)
      return [...(context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [])]
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
}

/** The greatest difference between bytes that stand for one another. */
function difference(one: readonly number[], other: readonly number[]): number {
  expect(other).toHaveLength(one.length)
  return one.reduce((most, byte, at) => Math.max(most, Math.abs(byte - (other[at] ?? 0))), 0)
}

test.use({ viewport: { width: 300, height: 200 } })

test('a picture of few colours stays as it is', async ({ page }) => {
  await page.setContent('<body style="margin: 0; background: #123456"><hr style="border: 20px solid #fed">')
  const png = await page.screenshot()
  const small = smallPng(png)
  expect(small.length).toBeLessThan(png.length)
  expect(difference(await pixelsOf(page, png), await pixelsOf(page, small))).toBe(0)
})

test('a picture of many colours is hardly another one', async ({ page }) => {
  await page.setContent(`<body style="margin: 0; background: linear-gradient(90deg, #ffffff, #203060)">
    <p style="font: 20px serif; color: #900">Words with soft edges, of which each pixel has a colour of its own.</p>`)
  const png = await page.screenshot()
  const most = difference(await pixelsOf(page, png), await pixelsOf(page, smallPng(png)))
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThan(24)
})
