// An agent at work: it takes stock of this repository, and everything it does is kept in an audit trail.
// Run it with `npm start`, or after `npm run build` with `node examples/agent.mjs [database file]`.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openAuditStore } from 'tallystick'
import { auditedTools } from './audited-tools.mjs'
import { printReport } from './report.mjs'

const repository = fileURLToPath(new URL('../', import.meta.url))
const file = resolve(process.argv[2] ?? 'audit/agent_audit.db')
const workspace = await mkdtemp(join(tmpdir(), 'tallystick-agent-'))
const sessionId = `stocktaking ${new Date().toISOString().slice(0, 19).replace('T', ' ')}`

await mkdir(dirname(file), { recursive: true })
const store = await openAuditStore({ file })
try {
  console.log(`\nAn agent takes stock of this repository. Its session is "${sessionId}".\n`)
  await work(auditedTools({ store, sessionId, askPerson }))
  await printReport(store, sessionId)
  await writeExports()
} finally {
  await store.close()
  await rm(workspace, { recursive: true, force: true })
}

/** What a language model would decide step by step is a fixed plan here; the tools and the trail are real. */
async function work(call) {
  const act = async (toolName, parameters) => {
    const { entry, result } = await call(toolName, parameters)
    show(entry)
    return result
  }
  const script = join(workspace, 'count.mjs')
  const draft = join(workspace, 'draft.md')
  const src = join(repository, 'src')

  const listing = await act('list_files', { folder: src })
  await act('read_file', { path: join(repository, 'package.json') })
  const matches = await act('search_text', { folder: src, text: 'AuditError(' })
  await act('write_file', { path: draft, content: `# Stocktaking\n\n${listing.count} source files.\n` })
  await act('write_file', { path: script, content: 'console.log(1 +)\n' })
  await act('run_command', { command: process.execPath, args: [script], cwd: workspace })
  await act('write_file', { path: script, content: `console.log('${matches.length} files raise errors')\n` })
  await act('run_command', { command: process.execPath, args: [script], cwd: workspace })
  await act('delete_file', { path: draft })
  await act('delete_file', { path: join(repository, 'README.md') })
}

/** Stands in for a person, so that the example runs unattended: yes to its own files, no to those of the repository. */
async function askPerson({ parameters }) {
  const yes = parameters.path.startsWith(workspace)
  return { yes, reason: yes ? 'a draft of its own' : 'not yours to delete' }
}

function show(entry) {
  const outcome = { succeeded: 'ok', failed: 'FAILED', denied: 'DENIED' }[entry.outcome]
  const { path, folder, text, args } = entry.parameters
  const subject = text ?? relative(workspace, path ?? folder ?? args[0])
  console.log(
    `  ${entry.stepId.padEnd(8)} ${entry.toolName.padEnd(12)} ${entry.riskLevel.padEnd(12)} ${outcome.padEnd(7)} ${subject}`,
  )
}

async function writeExports() {
  const folder = dirname(file)
  const name = sessionId.replaceAll(/[ :]/g, '-')
  const exports = { json: await store.exportJson({ sessionId }), csv: await store.exportCsv({ sessionId }) }
  console.log('\nFiles')
  console.log(`  ${relative('.', file)}   the whole trail, an SQLite database`)
  for (const [extension, text] of Object.entries(exports)) {
    const path = join(folder, `${name}.${extension}`)
    await writeFile(path, text)
    console.log(`  ${relative('.', path)}   this session as ${extension.toUpperCase()}`)
  }
}
