import { prepare } from './prepare.mjs'

// `npm start`, in a clone where nothing may be installed yet.
try {
  prepare()
  await import('./tour.mjs')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
