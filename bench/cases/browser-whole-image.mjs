import { inPage } from '../browser.mjs'

/** One caller, against what programs with sql.js usually do: save the whole image after each insert. */
export default async function run(context) {
  const options = context.quick ? { rounds: 3, size: 3, rows: 1000 } : { rounds: 7, size: 5, rows: 5000 }
  const { ours, image } = await inPage(context, 'wholeImage', options)
  const peer = `sql.js, image of ${options.rows.toLocaleString('en')} rows each time`
  return [{ what: 'Chromium, strict: one caller, p50 of log()', unit: 'ms', ours, peer, theirs: image }]
}
