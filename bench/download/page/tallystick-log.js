import { openAuditStore } from '../../.built/dist/index.js'

export default async function run() {
  const store = await openAuditStore({ name: 'log' })
  await store.log({ sessionId: 'page', stepId: '1', toolName: 'page_open', riskLevel: 'safe' })
}
