import { prepare } from './prepare.mjs'

// `npm run demo`, in a clone where nothing may be installed yet.
try {
  prepare()
  await import('./demo-alone.mjs')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
