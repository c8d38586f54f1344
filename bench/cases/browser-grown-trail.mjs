import { inPage } from '../browser.mjs'

/** `log()` where much is stored, against `log()` where little is; a page holds less than a server. */
export default async function run(context) {
  const options = context.quick ? { rounds: 5, size: 50, count: 20_000 } : { rounds: 11, size: 100, count: 100_000 }
  const { large, small } = await inPage(context, 'grownTrail', options)
  const what = `Chromium: p50 of log() with ${options.count.toLocaleString('en')} entries stored`
  return [{ what, unit: 'ms', ours: large, peer: 'ours with 1,000 entries', theirs: small, target: { atMost: 1.3 } }]
}
