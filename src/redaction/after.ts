/** What a sticky pattern matches at `at`; empty where it does not. */
export function after(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
