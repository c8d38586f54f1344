import type { Mark } from './kind.js'

// Four groups of four digits and what remains, or 4-6-5 and 4-6-4, with one separator throughout or none. Not a part of a
// longer number, word, fraction or UUID, while an escaped break may stand before it.
const candidate =
  /(?<![\w.+-](?<!\\(?:[bfnrt]|u[\da-f]{4}))|\d[ -])(?:[2-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{1,7}|3\d{3}([ -]?)\d{6}\2\d{4,5})(?![\w-]|\.\d| \d)/g

// The ranges and lengths of Visa, Mastercard, American Express, Diners, JCB, Discover and UnionPay.
const issued =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2(?:2[2-9]|[3-6]\d|7[0-2]))\d*(?<=^\d{16})|3[47]\d{13}|3(?:0[0-5]|[689])\d*(?<=^\d{14})|(?:35[2-8]|6(?:011|4[4-9]|5|2))\d*(?<=^\d{16,19}))$/

/** The text with each number of a payment card replaced. */
export function withoutCards(text: string, mark: Mark): string {
  return text.replace(candidate, (number) => (isCard(number.replace(/\D/g, '')) ? mark('card-number', number) : number))
}

// ISO/IEC 7812-1, annex B, over the digits from the last to the first.
function isCard(digits: string): boolean {
  let sum = 0
  for (let place = 1; place <= digits.length; place++) {
    const digit = Number(digits.at(-place))
    sum += place % 2 === 1 ? digit : (digit * 2) % 9 || digit
  }
  return sum % 10 === 0 && issued.test(digits)
}
