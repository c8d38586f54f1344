import type { AuditStore } from 'tallystick'
import { element } from './element.js'
import { entryForm } from './entry-form.js'
import { reporting } from './problem.js'

/** Logs what the visitor fills in, in a session of this visit. */
export function handLog(store: AuditStore): void {
  const said = element('logged', HTMLParagraphElement)
  const sessionId = `by hand ${new Date().toISOString().slice(0, 19)}`
  let step = 0
  entryForm((entry) => {
    step += 1
    void reporting(async () => {
      const { toolName } = await store.log({ ...entry, sessionId, stepId: `step-${step}` })
      said.textContent = `Kept: ${toolName}.`
    })
  })
}
