import { describe, expect, test } from 'vitest'
import { redactionMark } from '../../src/redaction/kind.js'
import { tokenShapes, withoutTokens } from '../../src/redaction/token-shapes.js'
import { hex, letters, tokenSamples } from './samples.js'

const redacted = (text: string): string => withoutTokens(text, redactionMark)

test('there is a sample of every kind', () => {
  expect(new Set(tokenSamples.map(({ kind }) => kind))).toEqual(new Set(Object.keys(tokenShapes)))
})

describe.each(tokenSamples)('$kind, $name', ({ secret, left }) => {
  test.each([
    ['alone', '', ''],
    ['in a sentence', 'It is ', ', and no other.'],
    ['in quotes', '"', '"'],
    ['assigned', 'X=', '\n'],
    ['in a URL', 'https://host/?key=', '&page=2'],
    ['behind an escaped break', 'X\\n', '\\nY'],
    ['behind an escaped sign', '{"a":"b\\u003d', '"}'],
    ['behind a percent code', 'a%3D', '%26b'],
    ['in a removed line of a patch', '\n-', '\n'],
    ['in a list', "['a', '", "']"],
    ['behind other writing', '鍵：', '。'],
  ])('%s', (_, before, after) => {
    expect(redacted(before + secret + after)).toBe(before + left + after)
  })
})

describe('what is no token', () => {
  test.each([
    ['a git hash', hex(40)],
    ['a SHA-256', `sha256-${hex(64)}`],
    ['a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['a long name', 'sk_this_is_a_rather_long_name_of_a_function_that_has_underscores'],
    ['a class of a style sheet', 'sk-folding-cube-with-many-animated-parts sk-container-id-1'],
    ['a task', 'task-0123456789abcdef0123456789abcdef'],
    ['a variable of npm', 'npm_config_some_setting_that_has_a_long_name'],
    ['a component', 'global-navigation-component-with-a-long-name'],
    ['a path', '/usr/share/some-package-with-a-long-name/ghp_readme_for_all_the_people_out_there.md'],
    ['a prefix in the middle of a word', `x${['ghp', letters(36)].join('_')}`],
    ['a placeholder', 'sk-... ghp_xxx AKIA...'],
    ['an image', `data:image/png;base64,iVBORw0KGgoAAAANSUhEUg${letters(5000)}`],
  ])('%s', (_, text) => {
    expect(redacted(text)).toBe(text)
  })

  test('in hashes, UUIDs and base64, however many', () => {
    // A generator with a seed, so that a failure can be repeated.
    let state = 42
    const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
    const bytes = (count: number): Buffer =>
      Buffer.from(Array.from({ length: count }, () => Math.floor(random() * 256)))
    for (let round = 0; round < 2_000; round++) {
      const digits = bytes(20).toString('hex')
      const uuid = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`
      const text = `${digits} ${uuid} ${bytes(200).toString('base64')}`
      expect(redacted(text)).toBe(text)
    }
  })
})
