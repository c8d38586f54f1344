import { JournalGrowth } from './.built/dist/storage/sqljs/journal-growth.js'

/** How much of a trail patches hold here, somewhat less than they may before an image takes their place. */
const patched = 0.12

/**
 * The parts of a trail of `count` entries that its journal leaves the most work to whoever opens it: how many are in the image,
 * in each of the patches behind it, and in the journal, which is as long as it can be without another patch being due.
 */
export function longestJournal(count) {
  const inJournal = longest(count, 'isDue')
  const patches = Array.from({ length: Math.floor((count * patched) / (inJournal + 1)) }, () => inJournal + 1)
  return { inImage: count - patches.reduce((sum, inPatch) => sum + inPatch, inJournal), patches, inJournal }
}

/** What a reader has to know of such a trail. */
export function journalNote(count) {
  const { inImage, patches, inJournal } = longestJournal(count)
  const inBurst = longest(count, 'isOverdue') - longest(count, 'isDue')
  const parts = `${number(inImage)} in the image, ${patches.map(number).join(' and ') || 'none'} in patches of it, ${number(inJournal)} in the journal`
  return `As a process leaves it that is killed: ${parts}. While logging goes on without a pause, up to ${number(inBurst)} more may wait for a patch. The limit opens an image of ${number(count)}.`
}

function longest(rows, end) {
  const growth = new JournalGrowth()
  growth.measured(rows)
  for (let length = 0; ; length++) {
    growth.appended(1)
    if (growth[end]) return length
  }
}

function number(count) {
  return count.toLocaleString('en')
}
