import { JournalGrowth } from './.built/dist/storage/sqljs/journal-growth.js'

/** How many records the journal may hold beyond an image of so many rows without an image being due. */
export function longestJournal(rows) {
  return longest(rows, 'isDue')
}

/** What a reader has to know of a measured journal beyond an image of so many rows. */
export function journalNote(rows, more) {
  const inBurst = (longest(rows, 'isOverdue') - longest(rows, 'isDue')).toLocaleString('en')
  return `As a process leaves it that is killed. While logging goes on without a pause, up to ${inBurst} more may wait for an image. ${more}`
}

function longest(rows, end) {
  const growth = new JournalGrowth()
  growth.measured(rows)
  for (let length = 0; ; length++) {
    growth.appended(1)
    if (growth[end]) return length
  }
}
