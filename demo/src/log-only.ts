import { openAuditStore } from 'tallystick'
import { element } from './element.js'

const store = await openAuditStore({ name: 'tallystick-demo-log-only' })
const said = element('said', HTMLParagraphElement)
const sessionId = `demo ${new Date().toISOString().slice(0, 19)}`

element('log', HTMLButtonElement).addEventListener('click', () => void log())
element('ask', HTMLButtonElement).addEventListener('click', () => void ask())

async function log(): Promise<void> {
  const entry = await store.log({ sessionId, stepId: 'click', toolName: 'button_click', riskLevel: 'safe' })
  said.textContent = `Kept: ${entry.toolName}.`
}

async function ask(): Promise<void> {
  said.textContent = `Logged so far: ${await store.count({ sessionId })}.`
}
