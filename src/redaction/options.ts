import type { RedactionKind } from './kind.js'

/** What is redacted beside, or other than, what the store finds by itself. */
export interface RedactionOptions {
  /**
   * Further names of members whose values are secrets, compared without case and punctuation: `dateOfBirth` is
   * `date_of_birth`, too. Their values become `[redacted:key]`, in JSON within texts as well.
   */
  readonly keys?: readonly string[] | undefined
  /**
   * Where secrets are, as names joined by dots, `*` being any one member or item: `parameters.user.email`,
   * `result.items.*.iban`. They begin with `parameters`, `result`, `error`, `metadata` or `approvalReason`. What is there
   * becomes `[redacted:path]`.
   */
  readonly paths?: readonly string[] | undefined
  /** Kinds that are to stay, such as `card-number` where other numbers look like those of cards. */
  readonly except?: readonly RedactionKind[] | undefined
  /**
   * Gets every text that is left, with its path, and gives what is to be stored. Where it throws or gives no text,
   * `[redacted:custom]` is stored, and `onFault` is told the first time.
   */
  readonly custom?: ((text: string, path: string) => string) | undefined
}
