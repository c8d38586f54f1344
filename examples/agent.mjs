// An agent at work: it takes stock of this repository through an MCP server, and all that it does is kept in an audit
// trail. Run it with `npm start`, or after `npm run build` with `node examples/agent.mjs [--yes] [database file]`.
import { mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createRecorder, openAuditStore } from 'tallystick'
import { approvals } from './approvals.mjs'
import { attempts } from './attempts.mjs'
import { connectFileServer } from './file-server.mjs'
import { mcpTools } from './mcp-tools.mjs'
import { ownTools } from './own-tools.mjs'
import { makePlaces, repository } from './places.mjs'
import { printReport } from './report.mjs'
import { riskLevels } from './risk-levels.mjs'
import { takeStock } from './stocktaking.mjs'
import { writeExports } from './write-exports.mjs'

const { values: flags, positionals } = parseArgs({ options: { yes: { type: 'boolean' } }, allowPositionals: true })
const file = resolve(positionals[0] ?? join(repository, 'audit/agent_audit.db'))
const sessionId = `stocktaking ${new Date().toISOString().slice(0, 23).replace('T', ' ')}`

await mkdir(dirname(file), { recursive: true })
const store = await openAuditStore({ file })
const places = await makePlaces()
try {
  console.log(`\nAn agent takes stock of this repository. Its session is "${sessionId}".`)
  await work()
  await printReport(store, sessionId)
  await writeExports(store, { file, sessionId, places })
} finally {
  await places.remove()
  await store.close()
}

async function work() {
  const { whoAnswers, ...answers } = approvals({ yes: flags.yes, workspace: places.workspace })
  console.log(`${whoAnswers}\n`)
  const recorder = createRecorder({ store, sessionId, agentId: 'stocktaker', ...answers })
  const client = await connectFileServer([repository, places.workspace])
  try {
    const tools = { ...(await mcpTools(client, riskLevels(places.workspace))), ...ownTools }
    const attempt = attempts({ store, sessionId, places })
    await takeStock({ recorder, tools, attempt, places })
    await recorder.flush()
  } finally {
    await client.close()
  }
}
