/**
 * The generator that `start` gives, started at the first `next()` as a bare generator is. Where it ends before that, by
 * `return()` or `throw()`, it never starts. What `start` rejects with, the first `next()` rejects with.
 */
export async function* deferredGenerator<T, R, N>(
  start: () => Promise<AsyncGenerator<T, R, N>>,
): AsyncGenerator<T, R, N> {
  return yield* await start()
}
