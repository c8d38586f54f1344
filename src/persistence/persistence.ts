/**
 * A place as a worker of the page can open it too: an IndexedDB database by its name, or the bytes of a database file with
 * what that is called. Crosses to the worker by structured cloning.
 */
export type SharedPlace = { readonly database: string } | { readonly image: Blob; readonly location: string }

/** A whole database, as its writer left it. */
export interface StoredImage {
  /** Counts the images of this place, from 1; 0 is a database that was here before the first of ours. */
  readonly generation: number
  /** How many patches of it are in `bytes`, and what they hold together, in bytes. */
  readonly patches: number
  readonly patchedBytes: number
  /** The reader's own, to keep and to change. */
  readonly bytes: Uint8Array
  /** Whether this place was made by Tallystick. False for a database file that came from elsewhere. */
  readonly own: boolean
}

/** How far a replica has come: the image that it grew from, and the place in the journal up to which it has read. */
export interface JournalPosition {
  /** The generation of the image; 0 when there was none. */
  readonly generation: number
  /** What the last slice gave, or what the image holds; null for a replica that has read nothing. Opaque to the reader. */
  readonly place: string | null
}

/**
 * The answer to `readJournal()`: the next part of the journal, or the news that the replica's part of it is gone
 * (an image covers it, or a purge took rows away), so that the replica has to start from the newest image.
 */
export type JournalSlice =
  | { readonly stale: true }
  | {
      readonly stale: false
      /** Complete frames in an order that each writer's frames keep. May be empty. */
      readonly frames: readonly string[]
      /** Where the next read continues; to be stored with the rows, in the same transaction. */
      readonly position: JournalPosition & { readonly place: string }
      /** Whether more is there already. Slices are a few MB at most. */
      readonly more: boolean
      /** Database files that another program changed since; their rows are to be adopted. Usually empty. The bytes are the reader's own. */
      readonly foreign: readonly Uint8Array[]
    }

/** A new image, and the journal that it makes superfluous. */
export interface NewImage {
  readonly bytes: Uint8Array
  /** The position that the image holds; everything before it goes from the journal. */
  readonly position: JournalPosition & { readonly place: string }
  /** Whether rows were removed on purpose, so that no replica and no older copy may bring them back. */
  readonly purge: boolean
}

/** Bytes of a database's file, and where they begin. */
export interface FileStretch {
  readonly start: number
  readonly bytes: Uint8Array
}

/** What became different in a database since its image, or the patch before: costs what changed, where an image costs all. */
export interface ImagePatch {
  /** The generation of the image that it belongs to. */
  readonly generation: number
  /** Counts the patches of an image, from 1. */
  readonly number: number
  /** How long the database is now; never shorter than before. */
  readonly size: number
  readonly stretches: readonly FileStretch[]
  /** The position that the database holds now. */
  readonly position: JournalPosition & { readonly place: string }
}

/**
 * Keeps an audit trail's bytes durable: a journal that is appended to, and an image that replaces the older part of it.
 * Knows nothing of entries: a frame is a text without line breaks, an image is bytes.
 *
 * Several writers may have the same place open at once (tabs, processes, two stores in one page); each has a
 * `Persistence` of its own. Every method but `close` rejects with `STORE_CLOSED` after `close()`.
 */
export interface Persistence {
  /** Whether what was appended outlives the process. */
  readonly durable: boolean
  /** Where it is, in words for messages: a path, a database name. */
  readonly location: string
  /** Whether other programs read the image, so that `close()` should leave a fresh one. */
  readonly published: boolean
  /** The place as a worker can open it; absent where none can. */
  readonly shared?: SharedPlace

  /**
   * Appends frames, all or none and in their order, and resolves once they would survive a power cut.
   * Calls may overlap; those that wait together become durable together. Where the medium allows it (a file), the bytes
   * have left the process when the call returns.
   *
   * @throws AuditError `STORAGE_FULL` or `STORAGE_FAILED`. The frames may or may not be there, so append them again or
   * drop them: identity makes a second copy harmless. A later append may succeed.
   */
  append(frames: readonly string[]): Promise<void>

  /** Whether neither an image nor a frame was ever stored. Cheap: reads no image. */
  isEmpty(): Promise<boolean>

  /** The newest image with its patches, or null when there is none. */
  readImage(): Promise<StoredImage | null>

  /** What the journal holds beyond `from`. Damaged frames are skipped, kept aside and reported as a fault. */
  readJournal(from: JournalPosition): Promise<JournalSlice>

  /**
   * Replaces the image, then drops the journal before its position, and resolves with the new generation once that is
   * durable; with a purge, also once the bytes of the older image and journal are gone.
   * Resolves with null, and changes nothing, when `position` is stale or another program is at work on the file:
   * read the journal again, then try again.
   */
  writeImage(image: NewImage): Promise<number | null>

  /**
   * Keeps a patch of the newest image, so that whoever reads that next need not read the journal before the patch's position, and
   * resolves with whether it did. It does not, and changes nothing, when another image or patch has come in between, when
   * `position` is stale, or when another program has written to the image: whatever the patch held is in the journal.
   */
  writePatch(patch: ImagePatch): Promise<boolean>

  /** A small value shared by all who have this place open; null when it was never written. Advisory. */
  readMark(name: string): Promise<string | null>
  writeMark(name: string, value: string): Promise<void>

  /** Calls `listener` when somebody else may have appended or replaced the image. A hint: it may come late or never. */
  subscribe(listener: () => void): () => void

  /** Resolves once every append made so far is durable or has failed. */
  flush(): Promise<void>

  /** Flushes, then lets go of every handle. Calling it again is harmless. */
  close(): Promise<void>
}
