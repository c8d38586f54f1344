const prefix = 'tallystick-demo run '

/**
 * Does the work of a session while other tabs can see that it goes on. The browser lets go of it by itself when the tab is
 * closed, however it closes. Where a page has no locks the work is done all the same.
 */
export async function runLock(sessionId: string, work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request(prefix + sessionId, work)
  else await work()
}

/** The sessions that some tab is working on now. */
export async function runningSessions(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set()
  const { held = [] } = await navigator.locks.query()
  return new Set(held.map(({ name = '' }) => name.slice(prefix.length)))
}
