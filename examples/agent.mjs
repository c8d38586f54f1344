// An agent at work: it takes stock of this repository, and everything it does is kept in an audit trail.
// Run it with `npm start`, or after `npm run build` with `node examples/agent.mjs [database file]`.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openAuditStore } from 'tallystick'
import { auditedTools } from './audited-tools.mjs'
import { printReport } from './report.mjs'
import { printTable } from './table.mjs'

const repository = fileURLToPath(new URL('../', import.meta.url))
const file = resolve(process.argv[2] ?? 'audit/agent_audit.db')
const workspace = await mkdtemp(join(tmpdir(), 'tallystick-agent-'))
const sessionId = `stocktaking ${new Date().toISOString().slice(0, 23).replace('T', ' ')}`

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
  const subject = text ? `"${text}"` : shortPath(path ?? folder ?? args[0])
  const cells = [
    entry.stepId.padEnd(7),
    entry.toolName.padEnd(11),
    entry.riskLevel.padEnd(11),
    outcome.padEnd(6),
    subject,
  ]
  console.log(`  ${cells.join('   ')}`)
}

/** A path as seen from the folder that it lies in: the agent's own, this repository, or the one we are called from. */
function shortPath(path) {
  const paths = [workspace, repository, '.'].map((base) => relative(base, path))
  return paths.find((short) => short && !short.startsWith('..')) ?? path
}

async function writeExports() {
  const name = sessionId.replaceAll(/[ :.]/g, '-')
  const [json, csv] = ['json', 'csv'].map((extension) => join(dirname(file), `${name}.${extension}`))
  await writeFile(json, await store.exportJson({ sessionId }))
  await writeFile(csv, await store.exportCsv({ sessionId }))
  console.log('\nFiles')
  printTable(
    [
      [file, 'the whole trail, an SQLite database'],
      [json, 'this session as JSON'],
      [csv, 'this session as CSV'],
    ],
    { file: ([path]) => shortPath(path), what: ([, what]) => what },
  )
}
