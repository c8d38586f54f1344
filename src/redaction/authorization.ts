import type { Mark } from './kind.js'

// RFC 6750 and RFC 7617: a scheme, and what proves who asks. Prose about them has no digits, and no words with capitals inside that
// are as long as Base64.
const proof =
  /\b((?:bearer|Bearer|BEARER) {1,4}(?=[\w.~+/-]{0,64}[\d=])|(?:basic|Basic|BASIC) {1,4}(?=[\w+/-]{0,64}[\d=]|(?=[a-zA-Z+/]{0,64}[a-z][A-Z])(?:[a-zA-Z+/]{4}){2,64}(?![\w+/-]))(?![\w+/-]{1,64}\.))([\w.~+/-]{8,99999}={0,2})/g
// The same in a command: `curl -u name:password`.
const user = /( (?:-u|--user)(?<=\bcurl [^\n|;&]{0,200})[ =]?\\{0,127}["']?[^\s:"'\\$]{1,64}:)([^\s"'\\$[]{1,256})/g

/** The text with what follows `Bearer` or `Basic`, wherever it stands, and the password of a user of curl replaced. */
export function withoutAuthorizations(text: string, mark: Mark): string {
  return text
    .replace(proof, (_, scheme: string, secret: string) => scheme + mark('authorization', secret))
    .replace(user, (_, lead: string, secret: string) => lead + mark('password', secret))
}
