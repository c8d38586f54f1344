import { set, values } from 'idb-keyval'

export default async function run() {
  await set('1', { tool: 'page_open' })
  await values()
}
