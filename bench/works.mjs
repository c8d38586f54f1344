/** The works by letter, in the order of the report, and what is aimed at in each. */
export const works = {
  a: {
    title: 'Durable log, one caller',
    aim: 'within 1.2x of the bare limit in each runtime',
  },
  b: {
    title: 'Durable logs, 16 and 256 callers',
    aim: 'at 256 callers at least 50x the best queryable peer in Chromium and 15x in Node, where each log is a transaction of its own',
  },
  c: {
    title: 'Import of 100,000',
    aim: 'ahead of every WASM peer, within 2x of native',
  },
  d: {
    title: 'Questions to 100,000: a page, a session, tools, a text',
    aim: 'each within 1.5x of native better-sqlite3, and ahead of every WASM peer',
  },
  e: {
    title: 'Opening',
    aim: '100,000 within 1.5x of reading and opening the bytes after a checkpoint, and within 4x with the longest journal',
  },
  f: {
    title: 'Bytes stored and written',
    aim: 'at most 4x write amplification over 100,000 logs, fewer bytes per entry than plain SQLite of the same schema, less than 1 MB for a script that logs 30 into 100,000',
  },
  g: { title: 'Memory', aim: 'shown' },
  h: { title: 'Export of 100,000', aim: 'shown' },
  i: { title: 'Growth from 1,000 to 1,000,000', aim: 'flat for a durable log, to 10%' },
  j: {
    title: 'The longest task of the main thread',
    aim: 'none above 16 ms while 1,000 a second are logged and a query runs every 100 ms, with the replica in its worker',
  },
  k: {
    title: 'Bytes to download',
    aim: 'less than any SQLite peer, and under 20 kB brotli before the first question',
  },
  l: {
    title: 'The inspector over 100,000 entries',
    aim: 'the first entries within a second of the navigation, a filter answered within 100 ms, no task of the main thread above 50 ms',
  },
}
