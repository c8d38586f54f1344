import type { Mark } from './kind.js'

// RFC 6750 and RFC 7617: a scheme, and what proves who asks. Prose about them has no digits, and
// no words with capitals inside that are as long as Base64.
const proof =
  /\b((?:bearer|Bearer|BEARER) {1,4}(?=[\w.~+/-]{0,64}[\d=])|(?:basic|Basic|BASIC) {1,4}(?=[\w+/-]{0,64}[\d=]|(?=[a-zA-Z+/]{0,64}[a-z][A-Z])(?:[a-zA-Z+/]{4}){2,64}(?![\w+/-]))(?![\w+/-]{1,64}\.))([\w.~+/-]{8,99999}={0,2})/g
/** The text with what follows `Bearer` or `Basic` replaced, wherever it stands. */
export function withoutAuthorizations(text: string, mark: Mark): string {
  return text.replace(proof, (_, scheme: string, secret: string) => scheme + mark('authorization', secret))
}
