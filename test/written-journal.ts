/** What was written of a journal file: behind it, its writer may have made room, which holds zeros. */
export function writtenJournal(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}
