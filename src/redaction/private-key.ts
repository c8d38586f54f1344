import type { Mark } from './kind.js'

const header = /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
const footer = /-----END [A-Z\d ]{0,40}-----/y
// Base64 with what stands between its lines: breaks, escaped ones, numbers and marks of quoted files. At the end of a text
// that was cut off, the beginning of the last line.
const body = /[\w+/=\s\\:,.→|>]{24,20000}(?:-{1,5}[A-Z\d ]{0,40}-{0,5}$)?/y
// No private key is longer.
const maxLength = 20_000

/** The text with each private key in PEM replaced, from its first line to its last, or as far as it goes where it is cut off. */
export function withoutPrivateKeys(text: string, mark: Mark): string {
  let out = ''
  let kept = 0
  header.lastIndex = 0
  for (let match = header.exec(text); match; match = header.exec(text)) {
    const end = endOfKey(text, header.lastIndex)
    if (end < 0) continue
    out += text.slice(kept, match.index) + mark('private-key', text.slice(match.index, end))
    header.lastIndex = end
    kept = end
  }
  return kept === 0 ? text : out + text.slice(kept)
}

// Negative where nothing like a key follows.
function endOfKey(text: string, start: number): number {
  body.lastIndex = start
  const end = body.test(text) ? body.lastIndex : -1
  const near = text.slice(start, start + maxLength)
  footer.lastIndex = near.indexOf('-----END ')
  return footer.lastIndex >= 0 && footer.test(near) ? start + footer.lastIndex : end
}
