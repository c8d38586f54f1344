import { defineConfig } from '@playwright/test'
import { chromium } from './scripts/chromium.mjs'

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  reporter: 'list',
  retries: 0,
  workers: 2,
  timeout: 240_000,
  // A busy machine may take its time; what is there is seen at once.
  expect: { timeout: 20_000 },
  forbidOnly: true,
  use: { browserName: 'chromium', launchOptions: chromium() },
})
