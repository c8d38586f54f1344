import wasm from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { openAuditStore } from '../../.built/dist/index.js'

export default async function run() {
  const store = await openAuditStore({ name: 'ask', wasm })
  await store.log({ sessionId: 'page', stepId: '1', toolName: 'page_open', riskLevel: 'safe' })
  await store.query()
}
