import { describe, expect, test } from 'vitest'
import { checkRedaction } from '../../src/redaction/check-redaction.js'
import type { RedactionOptions } from '../../src/redaction/options.js'

describe('options of redaction', () => {
  test.each<RedactionOptions>([
    {},
    { keys: [], paths: [], except: [] },
    { keys: ['iban', 'date of birth', '口座'] },
    { paths: ['error', 'parameters.user.email', 'result.*.0', '*.iban'] },
    { except: ['card-number', 'token', 'jwt', 'url-password', 'signature'] },
    { custom: (text) => text },
    { keys: undefined, paths: undefined, except: undefined, custom: undefined },
  ])('that can be used: %o', (options) => {
    expect(() => checkRedaction(options)).not.toThrow()
  })

  test.each([
    [{ key: ['iban'] }, 'There is no option redact.key. There are keys, paths, except, custom.'],
    [{ keys: 'iban' }, 'The option redact.keys has to be a list of names, not "iban".'],
    [{ keys: ['iban', 7] }, 'The option redact.keys has to be a list of names, not 7.'],
    [{ keys: ['iban', ' - '] }, 'The option redact.keys has to be a list of names, not " - ".'],
    [
      { paths: ['user.email'] },
      'The option redact.paths has to be a list of paths, names joined by dots, the first one parameters, result, error, metadata, approvalReason, *, not "user.email".',
    ],
    [{ paths: ['parameters..email'] }, 'not "parameters..email".'],
    [{ paths: [['parameters', 'email']] }, 'not a list.'],
    [
      { except: ['card-numbers'] },
      'The option redact.except has to be a list of kinds, as they stand in [redacted:KIND], not "card-numbers".',
    ],
    [{ custom: 'mask' }, 'The option redact.custom has to be a function, not "mask".'],
  ])('that cannot: %o', (options, message) => {
    expect(() => checkRedaction(options as RedactionOptions)).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(message) }),
    )
  })
})
