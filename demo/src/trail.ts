import type { AuditStore } from 'tallystick'
import { AuditInspector } from 'tallystick/inspector'
import { element } from './element.js'
import { startWorker } from './start-worker.js'

/** Shows the trail in an inspector of the page, made only now: one without a store would open the default trail by itself. */
export function showTrail(store: AuditStore): void {
  element('trail', HTMLElement).append(Object.assign(new AuditInspector(), { store, worker: startWorker }))
}
