import { expect, test } from 'vitest'
import { checkOptions } from '../../src/rules/check-options.js'
import { aBoolean, aFunction, aText, oneOf, optional, type Rules } from '../../src/rules/rule.js'

interface Options {
  readonly name: string
  readonly isLoud?: boolean | undefined
  readonly colour?: 'red' | 'blue' | undefined
  readonly now?: (() => number) | undefined
}

const rules: Rules<Options> = {
  name: aText,
  isLoud: optional(aBoolean),
  colour: optional(oneOf(['red', 'blue'])),
  now: optional(aFunction),
}
const check = (options: unknown): void => checkOptions(rules, options as Options, 'open()')

test('takes the least and the most, and undefined for what may be left out', () => {
  check({ name: 'n' })
  check({ name: 'n', isLoud: false, colour: 'blue', now: Date.now })
  check({ name: 'n', isLoud: undefined, colour: undefined, now: undefined })
})

test.each([
  [{}, 'open() needs the option name: text that is not empty.'],
  [{ name: undefined }, 'open() needs the option name: text that is not empty.'],
  [{ name: '' }, 'The option name has to be text that is not empty, not "".'],
  [{ name: 'n', isLoud: 1 }, 'The option isLoud has to be true or false, not 1.'],
  [{ name: 'n', isLoud: null }, 'The option isLoud has to be true or false, not null.'],
  [{ name: 'n', colour: 'green' }, 'The option colour has to be one of red, blue, not "green".'],
  [{ name: 'n', now: 5 }, 'The option now has to be a function, not 5.'],
  [{ nme: 'n' }, "There is no option 'nme'. There are name, isLoud, colour, now."],
  [null, 'open() takes an object of options.'],
  ['n', 'open() takes an object of options.'],
])('refuses %j', (options, message) => {
  expect(() => check(options)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID', message }))
})
