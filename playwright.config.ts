import { defineConfig } from '@playwright/test'
import { chromium } from './scripts/chromium.mjs'

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  reporter: 'list',
  retries: 0,
  workers: 2,
  timeout: 60_000,
  forbidOnly: true,
  use: { browserName: 'chromium', launchOptions: chromium() },
})
