import { JournalGrowth } from './.built/dist/storage/sqljs/journal-growth.js'

/** How many records the journal may hold beyond an image of so many rows, `compressed` or not, without an image being due. */
export function longestJournal(rows, compressed) {
  return longest(rows, compressed, 'isDue')
}

/** What a reader has to know of a measured journal beyond an image of so many rows. */
export function journalNote(rows, compressed, more) {
  const inBurst = (longest(rows, compressed, 'isOverdue') - longest(rows, compressed, 'isDue')).toLocaleString('en')
  return `As a process leaves it that is killed. While logging goes on without a pause, up to ${inBurst} more may wait for an image. ${more}`
}

function longest(rows, compressed, end) {
  const growth = new JournalGrowth(compressed)
  growth.measured(rows)
  for (let length = 0; ; length++) {
    growth.appended(1)
    if (growth[end]) return length
  }
}
