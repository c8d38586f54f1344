import { openAuditStore, type AuditFilter, type AuditStore } from 'tallystick'
import { element } from './element.js'
import { entryForm, toRiskLevel } from './entry-form.js'
import { EntryList } from './entry-list.js'
import { reporting, showProblem } from './problem.js'
import { saveExport, toExportKind } from './save-export.js'

const memory = new URLSearchParams(location.search).has('memory')
const sessionId = `demo ${new Date().toISOString().slice(0, 19)}`

await reporting(async () => {
  const store = await openAuditStore({ name: 'tallystick-demo', memory, onFault: showProblem })
  if (!store.durable) {
    showProblem('Nothing is kept here: this page has only memory, and entries are gone when it closes.')
  }
  element('main', HTMLElement).hidden = false
  await start(store)
})

async function start(store: AuditStore): Promise<void> {
  const list = new EntryList(store)
  let filter: AuditFilter = {}
  logEntries(store)
  element('filter', HTMLSelectElement).addEventListener('change', (event) => {
    filter = { riskLevel: event.target instanceof HTMLSelectElement ? toRiskLevel(event.target.value) : undefined }
    void reporting(() => list.show(filter))
  })
  element('older', HTMLButtonElement).addEventListener('click', () => void reporting(() => list.showOlder()))
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-export]')) {
    const kind = toExportKind(button.dataset['export'])
    if (kind) button.addEventListener('click', () => void reporting(() => saveExport(store, filter, kind)))
  }
  await list.show(filter)
}

function logEntries(store: AuditStore): void {
  const said = element('logged', HTMLParagraphElement)
  let step = 0
  entryForm((entry) => {
    step += 1
    void reporting(async () => {
      const { toolName } = await store.log({ ...entry, sessionId, stepId: `step-${step}` })
      said.textContent = `Kept: ${toolName}.`
    })
  })
}
