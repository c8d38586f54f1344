import { openAuditStore } from 'tallystick'

// Imports nothing that the other page has too: what they share would be one file more to download.
const store = await openAuditStore({ name: 'tallystick-demo-log-only' })
const said = document.querySelector('#said')
const sessionId = `demo ${new Date().toISOString().slice(0, 19)}`

on('#log', log)
on('#ask', ask)

/** Lets a button do its work, from now on. */
function on(button: string, work: () => Promise<void>): void {
  const found = document.querySelector(button)
  found?.addEventListener('click', () => void work())
  found?.removeAttribute('disabled')
}

async function log(): Promise<void> {
  const entry = await store.log({ sessionId, stepId: 'click', toolName: 'button_click', riskLevel: 'safe' })
  say(`Kept: ${entry.toolName}.`)
}

async function ask(): Promise<void> {
  say(`Logged so far: ${await store.count({ sessionId })}.`)
}

function say(text: string): void {
  if (said) said.textContent = text
}
