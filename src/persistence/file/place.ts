/** How far a replica has read: what the `place` of a journal position holds, as JSON. */
export interface Place {
  /** Of each journal file, the offset up to which it was read. */
  readonly files: Readonly<Record<string, number>>
  /** Signatures of the database files whose rows the replica holds. */
  readonly seen: readonly string[]
}

/** The place of a replica that has read nothing. */
const start: Place = { files: {}, seen: [] }

export function parsePlace(text: string | null): Place {
  return text === null ? start : (JSON.parse(text) as Place)
}

export function formatPlace(place: Place): string {
  return JSON.stringify(place)
}
