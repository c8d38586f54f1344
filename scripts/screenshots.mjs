import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium as launcher } from 'playwright'
import { chromium } from './chromium.mjs'
import { firstDay } from './screenshots/agent-days.mjs'
import { showPhone, showWide } from './screenshots/gallery.mjs'
import { takePicture } from './screenshots/picture.mjs'
import { plainFonts } from './screenshots/plain-fonts.mjs'
import { serveDemo } from './serve-demo.mjs'

/**
 * Writes pictures of the demo's main states into docs, or the folder that is named: the scripted agent really works in a real
 * Chromium, under a clock and in a zone that are always the same.
 */
const [folder = 'docs'] = process.argv.slice(2)
const always = {
  locale: 'en-GB',
  timezoneId: 'Europe/London',
  colorScheme: 'light',
  reducedMotion: 'reduce',
}
const wide = { viewport: { width: 1360, height: 880 }, deviceScaleFactor: 1.5 }
const phone = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

mkdirSync(folder, { recursive: true })
const fonts = plainFonts()
const demo = await serveDemo()
const browser = await launcher.launch({ ...chromium(), env: { ...process.env, ...fonts.env } })
try {
  await inContext(wide, showWide)
  await inContext(phone, showPhone)
} finally {
  await browser.close()
  await demo.close()
  fonts.remove()
}

async function inContext(screen, show) {
  const context = await browser.newContext({ ...always, ...screen })
  await context.clock.install({ time: firstDay })
  await show({ context, url: demo.url, picture })
  await context.close()
}

async function picture(name, target, options) {
  const file = join(folder, `${name}.png`)
  await takePicture(target, { ...options, file })
  console.log(file)
}
