import { inPage } from '../browser.mjs'

/** 256 callers at once, against 256 bare adds in each strict transaction, and 256 callers of Dexie's add. */
export default async function run(context) {
  const options = context.quick ? { rounds: 3, size: 2560 } : { rounds: 9, size: 10_240 }
  const { ours, bare, dexie } = await inPage(context, 'manyCallers', options)
  const what = 'Chromium, strict: 256 callers, log()'
  return [
    { what, unit: '/s', ours, peer: 'bare adds, 256 a transaction', theirs: bare, target: { atLeast: 0.6 } },
    { what, unit: '/s', ours, peer: 'Dexie add, 256 callers', theirs: dexie },
  ]
}
