import type { Mark } from './kind.js'

// RFC 3986, section 3.2.1, more lenient in what the password may hold. A marker, or what a template fills in, is none.
const userinfo = /(:\/\/[^\s/?#@:"'`<>\\]{0,64}:)(?!\[redacted:)([^\s/"'`<>\\,{}]{1,256})@/g

/** The text with the password of each URL that carries one replaced. */
export function withoutUrlPasswords(text: string, mark: Mark): string {
  if (!text.includes('@')) return text
  return text.replace(userinfo, (_, lead: string, password: string) => `${lead}${mark('url-password', password)}@`)
}

/** Whether a text holds a URL with a password. */
export function hasUrlPassword(text: string): boolean {
  return text.includes('@') && text.search(userinfo) >= 0
}
