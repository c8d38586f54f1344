import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { demoOptions, showDemo } from './show-demo.mjs'

/**
 * What `npm start` shows once all is built: an agent in Node that does its work, then the demo page, served until Ctrl+C.
 * With `--once` it ends after the agent. `--yes` and the file of the trail are the agent's.
 */
const { values, positionals } = parseArgs({
  options: { once: { type: 'boolean' }, yes: { type: 'boolean' }, ...demoOptions },
  allowPositionals: true,
})
const { once, yes, ...demo } = values
const agent = fileURLToPath(new URL('../examples/agent.mjs', import.meta.url))
// A process of its own, which asks at this terminal and then leaves it alone.
const args = [agent, ...(yes ? ['--yes'] : []), ...positionals]
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
if (status !== 0) process.exitCode = status ?? 1
else if (!once) await showDemo({ ...demo, hint: 'Its "Open file…" looks into the trail of the agent above, too.\n' })
