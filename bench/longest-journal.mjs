import { JournalGrowth } from './.built/dist/storage/sqljs/journal-growth.js'

/** How much of a trail patches hold here, somewhat less than they may before an image takes their place. */
const patched = 0.12

/**
 * The parts of a trail of `count` entries that its journal leaves the most work to whoever opens it: how many are in the image,
 * in each of the patches behind it, and in the journal, which is as long as it can be before a patch cannot wait for a pause.
 */
export function longestJournal(count) {
  const inPatch = longest(count, 'isDue') + 1
  const patches = Array.from({ length: Math.floor((count * patched) / inPatch) }, () => inPatch)
  const inJournal = longest(count, 'isOverdue')
  return { inImage: count - patches.reduce((sum, more) => sum + more, inJournal), patches, inJournal }
}

/** What a reader has to know of such a trail. */
export function journalNote(count) {
  const { inImage, patches, inJournal } = longestJournal(count)
  const parts = `${number(inImage)} in the image, ${patches.map(number).join(' and ') || 'none'} in patches of it, ${number(inJournal)} in the journal`
  return `As a process leaves it that is killed while it logs without a pause, just before a patch cannot wait any longer: ${parts}. In a pause a patch is written at ${number(longest(count, 'isDue'))}. The limit opens an image of ${number(count)}.`
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
