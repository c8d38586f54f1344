/** How long another writer is waited for, in milliseconds: a frozen tab may hold the lock for ever. */
const patience = 10_000

/**
 * Runs `task` while no other tab runs one under the same name, and tells it so. Where there are no Web Locks (pages
 * without TLS), or the holder takes too long, the task runs all the same and is told that it may not be alone.
 */
export async function alone<T>(name: string, task: (isAlone: boolean) => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks as LockManager | undefined
  if (!locks) return task(false)
  let entered = false
  const enter = (): Promise<T> => {
    entered = true
    return task(true)
  }
  try {
    return await locks.request(name, { signal: AbortSignal.timeout(patience) }, enter)
  } catch (error) {
    if (entered) throw error
    return task(false)
  }
}
