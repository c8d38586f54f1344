/**
 * The frames that a store hands to its persistence for `entries`: the bytes that a bare baseline writes, ready made, so
 * that it spares itself all but the writing.
 */
export async function framesOf(openAuditStore, entries) {
  const frames = []
  const store = await openAuditStore({ persistence: recording(frames), retention: false, redact: false })
  for (const entry of entries) await store.log(entry)
  await store.close()
  return frames
}

/** A persistence that keeps nothing but what was appended. */
function recording(frames) {
  const nothing = async () => null
  return {
    durable: true,
    location: 'the benchmark',
    published: false,
    append: async (appended) => void frames.push(...appended),
    isEmpty: async () => false,
    readImage: nothing,
    readJournal: async ({ generation }) => ({
      stale: false,
      frames: [],
      position: { generation, place: '0' },
      more: false,
      foreign: [],
    }),
    writeImage: nothing,
    readMark: nothing,
    writeMark: nothing,
    subscribe: () => () => {},
    flush: nothing,
    close: nothing,
  }
}
