import type { Mark } from './kind.js'

// Four groups of four digits and what remains, or 4-6-5 and 4-6-4, with one separator throughout or none. Not a part of a
// longer number, word, fraction or UUID.
const candidate =
  /(?<![\w.+-]|\d[ -])(?:[2-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{1,7}|3\d{3}([ -]?)\d{6}\2\d{4,5})(?![\w-]|\.\d| \d)/g

// The ranges of Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay and Maestro, with their lengths.
const issued =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|(?:6011|64[4-9]\d|65\d\d|352[89]|35[3-8]\d|62\d\d)\d{12,15}|(?:5018|5020|5038|6304|6759|676[1-3])\d{8,15})$/

/** Whether a text holds the number of a payment card. */
export function hasCard(text: string): boolean {
  for (const [number] of text.matchAll(candidate)) if (isCard(number)) return true
  return false
}

/** The text with each number of a payment card replaced. */
export function withoutCards(text: string, mark: Mark): string {
  return text.replace(candidate, (number) => (isCard(number) ? mark('card-number', number) : number))
}

function isCard(number: string): boolean {
  const digits = number.replace(/[ -]/g, '')
  return issued.test(digits) && luhn(digits)
}

// ISO/IEC 7812-1, annex B.
function luhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
