import type { Mark } from './kind.js'

// RFC 3986, section 3.2.1, more lenient in what the password may hold. What a mark is in is none, nor what a
// template fills in.
const userinfo = /(:\/\/[^\s/?#:"'`<>\\[\]]{0,255}:)(?![^\s/]{0,256}\[redacted:)([^\s/"'`<>\\,{}]{1,256})@/g
// What lets whoever has the URL do what it says: shared access signatures of Azure, signed URLs of Amazon and Google.
const signature = /([?&](?:sig|x-(?:amz|goog)-signature)=)([\w%+/=-]{16,9999})/gi

/** The text with each password and signature replaced that a URL carries. */
export function withoutUrlSecrets(text: string, mark: Mark): string {
  return text
    .replace(userinfo, (_, lead: string, password: string) => `${lead}${mark('url-password', password)}@`)
    .replace(signature, (_, lead: string, secret: string) => lead + mark('signature', secret))
}
