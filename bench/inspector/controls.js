import { nextFrame, parts } from './parts.js'

const filters = (inspector) => inspector.shadowRoot.querySelector('audit-filters').shadowRoot
const sessions = (inspector) => inspector.shadowRoot.querySelector('audit-sessions').shadowRoot

/** What a person does to the filters, by name. */
export const changes = {
  'one risk level': choose('Risk', 'destructive'),
  'the risk level of half of them': choose('Risk', 'safe'),
  'a tool': choose('Tool'),
  'a decision': choose('Decision', 'approved'),
  'an outcome': choose('Outcome', 'failed'),
  'a session': (inspector) => sessions(inspector).querySelector('.session').click(),
  'the last week': (inspector) => button(menu(inspector, 'Time'), '7 days').click(),
  'a frequent text': search('file'),
  'a text of a few entries': search('schedule'),
  'a text that is nowhere': search('no entry has this in it'),
}

/** Takes back what is filtered. */
const clear = (inspector) => filters(inspector).querySelector('.clear').click()

/**
 * Does it, or takes it back for `none`, and gives the milliseconds from the control's change until the entries, and until all
 * around them, are shown; beside these what two frames take in which nothing is new.
 */
export async function press(inspector, name) {
  const before = parts(inspector)
  const idle = performance.now()
  await nextFrame()
  await nextFrame()
  let start = performance.now()
  inspector.shadowRoot.addEventListener('filter-change', () => (start = performance.now()), { once: true })
  const change = changes[name] ?? clear
  change(inspector)
  const times = { entries: 0, everything: 0, frames: start - idle }
  while (times.entries === 0 || times.everything === 0) {
    await nextFrame()
    const now = parts(inspector)
    if (times.entries === 0 && now.rows !== before.rows) times.entries = performance.now() - start
    const isNew = now.summary !== before.summary && now.sessions !== before.sessions
    if (isNew && now.isDrawn) times.everything = performance.now() - start
  }
  return times
}

function choose(label, value) {
  return (inspector) => {
    const choices = [...menu(inspector, label).querySelectorAll('.choice')]
    const choice = value === undefined ? choices[0] : choices.find(({ textContent }) => textContent.includes(value))
    choice.querySelector('input').click()
  }
}

function search(text) {
  return (inspector) => {
    const input = filters(inspector).querySelector('input')
    input.value = text
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
}

function menu(inspector, label) {
  return [...filters(inspector).querySelectorAll('audit-menu')].find((each) => each.label === label)
}

function button(parent, text) {
  return [...parent.querySelectorAll('button')].find(({ textContent }) => textContent.includes(text))
}
