/** An action on the trail; `at` is a point in time, in seconds, that no other action has. */
export interface Action {
  readonly id: string
  readonly at: number
}

/** What is seen of an action: its outcome, or nothing. */
export type Sight = 'absent' | 'pending' | 'succeeded'

/** Everything that a trail holds. */
export interface Reading {
  readonly rows: readonly { readonly id: string; readonly outcome: string }[]
  readonly purges: readonly { readonly before: number; readonly count: number }[]
}

/** What the fault tests do with a storage adapter and with a store alike. */
export interface Trail {
  log(actions: readonly Action[]): Promise<void>
  begin(action: Action): Promise<void>
  settle(action: Action): Promise<void>
  read(): Promise<Reading>
  checkpoint(): Promise<void>
  /** Removes what happened before this point, in seconds. */
  purge(before: number): Promise<void>
  close(): Promise<void>
}
