import { chromium as playwright } from 'playwright'
import { chromium } from '../scripts/chromium.mjs'

/**
 * Starts Chromium on a profile of the disk. A signal is for the run to answer: Playwright would close the browser, and the
 * run would go on without it.
 */
export function launch(profile, { args: own = [], ...options } = {}) {
  const { args, ...usual } = chromium()
  return playwright.launchPersistentContext(profile, {
    headless: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...usual,
    ...options,
    args: [...args, ...own],
  })
}
