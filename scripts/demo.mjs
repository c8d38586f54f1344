import { prepare } from './prepare.mjs'

// `npm run demo`: the demo page alone.
try {
  prepare()
  const { demoOptions, showDemo } = await import('./show-demo.mjs')
  const { parseArgs } = await import('node:util')
  await showDemo(parseArgs({ options: demoOptions }).values)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
