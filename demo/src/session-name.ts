/** A name for a session that begins now, with the time as the visitor's clocks have it, to the millisecond. */
export function sessionName(who: string): string {
  const now = new Date()
  // Swedish writes a time as ISO 8601 does, but for the T.
  return `${who} ${now.toLocaleString('sv')}.${String(now.getMilliseconds()).padStart(3, '0')}`
}
