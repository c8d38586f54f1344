import { describe, expect, test } from 'vitest'
import { withoutCards } from '../../src/redaction/card-number.js'
import { redactionMark } from '../../src/redaction/kind.js'

const redacted = (text: string): string => withoutCards(text, redactionMark)
const mark = redactionMark('card-number')

// The numbers that networks and payment services publish for tests.
describe('numbers of cards', () => {
  test.each([
    ['Visa', '4111111111111111'],
    ['Visa of 13 digits', '4222222222222'],
    ['Visa of 19 digits', '4000000000000000006'],
    ['Mastercard', '5555555555554444'],
    ['Mastercard, second range', '2223003122003222'],
    ['American Express', '378282246310005'],
    ['Diners', '30569309025904'],
    ['Discover', '6011111111111117'],
    ['JCB', '3530111333300000'],
    ['UnionPay', '6200000000000005'],
    ['with spaces', '4111 1111 1111 1111'],
    ['with hyphens', '5555-5555-5555-4444'],
    ['American Express with spaces', '3782 822463 10005'],
  ])('%s', (_, number) => {
    expect(redacted(number)).toBe(mark)
    expect(redacted(`Card ${number}, valid until 12/27.`)).toBe(`Card ${mark}, valid until 12/27.`)
    expect(redacted(`{"number":"${number}"}`)).toBe(`{"number":"${mark}"}`)
  })
})

describe('other numbers', () => {
  test.each([
    ['a wrong check digit', '4111111111111112'],
    ['no issuer', '1234567812345670'],
    ['too many digits for Mastercard', '55555555555544440007'],
    ['a longer number', '94111111111111111'],
    ['a part of a number with spaces', '12 4111 1111 1111 1111'],
    ['mixed separators', '4111-1111 1111-1111'],
    ['odd groups', '41 11 11 11 11 11 11 11'],
    ['a fraction', '0.4111111111111111'],
    ['a number before a fraction', '4111111111111111.25'],
    ['a part of a word', 'a4111111111111111 4111111111111111b'],
    ['a part of a UUID', '0a0b0c0d-4111-1111-1111-111111111111'],
    ['a phone number', '+4111111111111111'],
    ['milliseconds and microseconds', '1763883484998 1763883484998596'],
    ['a date and time', '2026-11-23 07:38:04'],
  ])('%s', (_, text) => {
    expect(redacted(text)).toBe(text)
  })
})
