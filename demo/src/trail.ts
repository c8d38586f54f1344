import type { AuditStore } from 'tallystick'
import { AuditInspector } from 'tallystick/inspector'
import { startWorker } from './start-worker.js'

/** Shows the trail in the page's inspector. */
export function showTrail(store: AuditStore): void {
  const inspector = document.querySelector('audit-inspector')
  if (!(inspector instanceof AuditInspector)) throw new Error('The page has no inspector')
  inspector.store = store
  inspector.worker = startWorker
}
