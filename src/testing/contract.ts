/** One thing that every implementation of a contract does. Hand `name` and `run` to any test runner. */
export interface ContractCase {
  /** What holds, as a sentence that goes on from the name of the contract. */
  readonly name: string
  /** Resolves when it holds, rejects with an `Error` that says what was expected and what was found. */
  readonly run: () => Promise<void>
}

/** A place of its own for one case: empty at first, and opened as often as the case likes, at once or in turn. */
export interface ContractPlace<Opened, Options = never> {
  /** Opens the place anew, as another tab or process would. What was opened is closed before `destroy()` is called. */
  readonly open: (options?: Options) => Promise<Opened>
  /** Removes the place and everything in it. */
  readonly destroy: () => Promise<void>
  /**
   * Makes every append at this place fail until the function that it resolves with is called, e.g. by taking the room or
   * the permission to write away. Needed where the subject says `faults: true`.
   */
  readonly breakAppends?: () => Promise<() => Promise<void>>
}

/** Makes an empty place for each case. */
export interface ContractSubject<Opened, Options = never> {
  readonly create: () => Promise<ContractPlace<Opened, Options>>
}

/** What a case does at its place, by the name of the case. */
export type CaseBodies<Opened, Options = never> = Readonly<
  Record<string, (place: ContractPlace<Opened, Options>) => Promise<void>>
>

interface Closable {
  close(): Promise<void>
}

/** The cases over a subject. Each runs at a new place, and leaves nothing open. */
export function contractCases<Opened extends Closable, Options = never>(
  subject: ContractSubject<Opened, Options>,
  bodies: CaseBodies<Opened, Options>,
): readonly ContractCase[] {
  return Object.entries(bodies).map(([name, body]) => ({ name, run: () => runAtNewPlace(subject, body) }))
}

async function runAtNewPlace<Opened extends Closable, Options>(
  subject: ContractSubject<Opened, Options>,
  body: (place: ContractPlace<Opened, Options>) => Promise<void>,
): Promise<void> {
  const place = await subject.create()
  const opened: Opened[] = []
  const open = async (options?: Options): Promise<Opened> => {
    const one = await place.open(options)
    opened.push(one)
    return one
  }
  try {
    await body({ ...place, open })
  } finally {
    // What a failing case left behind must not hide why it failed.
    await Promise.allSettled(opened.map((one) => one.close()))
    await place.destroy()
  }
}
