/** Texts that would do something if they were ever taken for more than text. */
export const hostileTexts: readonly string[] = [
  '<script>globalThis.ran = true</script>',
  '<img src=x onerror="globalThis.ran = true">',
  '"><svg onload="globalThis.ran = true">',
  '<a href="javascript:globalThis.ran = true">click</a>',
  'javascript:globalThis.ran = true',
  '</script><!-- <template>',
  '${globalThis.ran = true}',
  '{{constructor.constructor("globalThis.ran = true")()}}',
  'invoice\u202Efdp.exe',
  '\u2066\u2067\u200F\u200B\uFEFF',
  '\u001B[31mred\u001B[0m\u0007\u009B2J',
  'before\u0000after',
  'line\r\n\u2028\u2029\u0085end',
]

/** Every hostile text as key and as value, and the keys of prototypes. As from a file: these keys are the object's own. */
export function hostileObject(): Record<string, string> {
  const pairs = hostileTexts.map((text) => `${JSON.stringify(text)}: ${JSON.stringify(text)}`)
  const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((key) => `"${key}": "own"`)
  return JSON.parse(`{${[...pairs, ...keys].join(',')}}`) as Record<string, string>
}

/** What no text that is shown may hold as it is: controls and what turns or hides text, but for line breaks and tabs. */
export const unseen: RegExp = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
