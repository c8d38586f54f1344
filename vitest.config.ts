import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromium } from './scripts/chromium.mjs'

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url))

export default defineConfig({
  test: {
    // As a rule one core is left for others; many of these tests wait, and small machines have two.
    maxWorkers: availableParallelism(),
    projects: [
      {
        resolve: { alias: { '#platform': source('platform/node.ts') } },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A busy machine may take its time; a poll that succeeds is over at once.
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        resolve: { alias: { '#platform': source('platform/browser.ts') } },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A busy machine may take its time; a poll that succeeds is over at once.
          expect: { poll: { timeout: 30_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromium() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
