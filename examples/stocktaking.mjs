import { join } from 'node:path'
import { repository } from './places.mjs'

/** What a language model would decide step by step is a fixed plan here; the tools, the approvals and the trail are real. */
export async function takeStock({ recorder, tools, attempt, places }) {
  const count = await look(recorder.plan('look').wrap(tools), attempt)
  await draft(recorder.plan('draft').wrap(tools), attempt, { ...places, count })
  await tidy(recorder.plan('tidy').wrap(tools), attempt, places)
}

async function look(tools, attempt) {
  const src = join(repository, 'src')
  await attempt(tools.list_directory({ path: src }))
  await attempt(tools.read_text_file({ path: join(repository, 'package.json') }))
  await attempt(tools.read_text_file({ path: '/etc/hosts' })) // Not among the folders that the server was given.
  const found = await attempt(tools.search_files({ path: src, pattern: '**/*.ts' }))
  return found.content[0].text.split('\n').length
}

async function draft(tools, attempt, { workspace, count }) {
  const report = join(workspace, 'report.md')
  const script = join(workspace, 'count.mjs')
  const check = { command: 'node --check', path: script }
  await attempt(tools.write_file({ path: report, content: '# Stocktaking\n\nHow many files?\n' }))
  await attempt(tools.edit_file({ path: report, edits: [{ oldText: 'How many files?', newText: `${count} files.` }] }))
  await attempt(tools.write_file({ path: script, content: 'console.log(1 +)\n' }))
  await attempt(tools.run_command(check)) // Fails: it is no JavaScript yet.
  await attempt(tools.edit_file({ path: script, edits: [{ oldText: '1 +', newText: '1 + 1' }] }))
  await attempt(tools.run_command(check))
}

async function tidy(tools, attempt, { workspace, colleague }) {
  await attempt(tools.delete_file({ path: join(workspace, 'report.md') }))
  await attempt(tools.delete_file({ path: join(colleague, 'notes.md') }))
}
