/** Why an aim is missed, by the work's letter and the runtime. Stands in the report as long as it is missed. */
export const reasons = {
  a: {
    Node: 'Checking, copying, bounding and encoding an entry takes 15 µs hot, and about 60 µs where each log waits for the disk in between, since caches are cold then: a bare loop that makes the same entries and their JSON before it appends and syncs takes as long as ours. Where a sync takes a quarter of a millisecond, as on this disk, that is above a fifth of it; where it takes longer, it is not. A sync that blocks takes a fifth less, and would stop all else that the process does. The slowest of a hundred also meet the collection of garbage, about a millisecond once in two hundred logs.',
    Chromium:
      'One caller mostly waits for IndexedDB, whose time for one and the same transaction differs by a tenth from run to run; checking, bounding and encoding an entry come on top.',
  },
  b: {
    Node: 'Callers share a sync, so that a log costs processor time and nothing else: 13 µs to make the entry, or 25 with redaction, 2 to encode it, 8 for the write inside the call, which makes it survive an exit, 6 for the sync, and as much for the collection of garbage. A bare loop that does nothing but JSON.stringify, such a write and the shared sync reaches just about what is aimed at; bare IO of ready-made texts stands in the table as the limit. Without a pause, bringing the logs into the replica and writing images comes on top. A native transaction takes no more than a sync, so the ratio is as large as the disk is slow.',
    Chromium:
      'A log costs the page 12 µs to make the entry, or 22 with redaction, 2 to encode it, and 15 to hand it to IndexedDB, which takes some more to write it. Bare IndexedDB, given ready-made texts as one value in each transaction, stands in the table as the limit: where it stays below what is aimed at, no trail kept there can reach it. A transaction each of the fastest peer costs no more than a sync: the ratio is as large as the disk is slow.',
  },
  c: {
    Node: 'An entry is checked, written to the journal, read from there and applied to the replica; the peers insert it once. What an import adds is durable before it is in the replica, and is brought there in batches.',
    Chromium:
      'An entry is checked, written to the journal, read from there and applied to the replica; the fastest peers insert it once, into memory or into a file of their own.',
  },
  d: {
    Node: 'Each question first looks whether another process has written, which is most of the time of a short one. A page of rows crosses from WebAssembly as JSON. The first search for a text, and the first overview, read all that later ones find in memory.',
    Chromium:
      'Each question looks whether another tab has written, in IndexedDB, which answers from another process; it is answered meanwhile, so that a short one takes as long as the look. A page of rows crosses from WebAssembly as JSON. The first search for a text, and the first overview, read all that later ones find in memory.',
  },
  e: {
    Node: 'Beside SQLite and the bytes a first question loads some fifty modules, which takes as long at any size. With the longest journal, a twentieth as many records as there are rows are applied one by one, behind patches that hold some pages more than once.',
    Chromium:
      'With the longest journal, a twentieth as many records as there are rows are read one by one and applied one by one.',
  },
  f: {
    Node: 'Behind the image stand the journal and the patches, up to half as many entries again, until a checkpoint or the next image takes them in; and the image before the newest one stays until the one after it. The newest image alone takes less than plain SQLite.',
    Chromium:
      'Chromium keeps IndexedDB in LevelDB, which writes each value to its log, then to a table, and again when tables are merged. So the journal is written several times: bare IndexedDB, which writes neither image nor patch, stands in the table.',
  },
  i: {
    Node: 'A log takes a third of a millisecond, most of it the disk, whose time for one and the same sync differs by more than a tenth from round to round.',
    Chromium:
      'A log takes less than a millisecond, most of it the disk, whose time for one and the same transaction differs by more than a tenth from round to round.',
  },
  j: {
    Chromium:
      'The aim is held against the worst round of all, not the median, so a single long task in one of the rounds misses it; what that task was is not known.',
  },
  k: {
    Chromium:
      'Tallystick asks with sql.js, so the first question costs its bytes and the rest of Tallystick; a page that only logs downloads neither.',
  },
  l: {
    Chromium:
      'All around the entries is a summary, sessions, a histogram and the counts of each menu: eight questions, each about up to all of the entries, answered one after the other by one worker. A frequent text has SQLite look into tens of thousands of texts first. The entries are shown before that. A machine that does other work as well draws late.',
  },
}
