import { parseArgs } from 'node:util'
import { demoOptions, showDemo } from './show-demo.mjs'

/** What `npm run demo` shows once all is built: the demo page alone, served until Ctrl+C. */
await showDemo(parseArgs({ options: demoOptions }).values)
