import { ensureInstalled } from './ensure-installed.mjs'

// Imports of what is installed have to wait until it is.
try {
  ensureInstalled()
  const { ensureChromium } = await import('./ensure-chromium.mjs')
  await ensureChromium()
  const { ensureSqlite } = await import('./ensure-sqlite.mjs')
  ensureSqlite()
  const { runGate } = await import('./gate.mjs')
  if (!(await runGate())) process.exitCode = 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}
