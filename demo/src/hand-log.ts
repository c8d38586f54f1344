import type { AuditStore } from 'tallystick'
import { element } from './element.js'
import { entryForm } from './entry-form.js'
import { reporting } from './problem.js'
import { sessionName } from './session-name.js'

/** Logs what the visitor fills in, in a session of this visit. */
export function handLog(store: AuditStore): void {
  const said = element('logged', HTMLParagraphElement)
  const sessionId = sessionName('by hand')
  let step = 0
  entryForm((entry) => {
    step += 1
    void reporting(async () => {
      const { toolName } = await store.log({ ...entry, sessionId, stepId: `step-${step}` })
      said.textContent = `Kept: ${toolName}.`
    })
  })
}
