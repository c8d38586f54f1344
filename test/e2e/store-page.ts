import { createRecorder, openAuditStore } from '../../src/index.js'

declare global {
  /** The public API, for what a test does in its page. */
  var tallystick: { readonly createRecorder: typeof createRecorder; readonly openAuditStore: typeof openAuditStore }
  /** The store that `openStore()` opened. */
  var store: Awaited<ReturnType<typeof openAuditStore>>
  /** The codes of its faults. */
  var faults: string[]
}

globalThis.tallystick = { createRecorder, openAuditStore }
