import * as fc from 'fast-check'

/** Text of any UTF-16 units: lone surrogates, NUL, U+2028. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0x22, 0x2028, 0xd83d, 0xde00)))
  .map((units) => String.fromCharCode(...units))

/** Any JavaScript value, of the kinds that JSON has no form for too. */
export const anyValue: fc.Arbitrary<unknown> = fc.anything({
  key: fc.oneof(anyText, fc.constantFrom('__proto__', 'toJSON', 'constructor', '…')),
  values: [
    fc.oneof(anyText, fc.string({ maxLength: 3000 })),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, undefined, Number.NaN, Infinity, -Infinity, -0, Symbol('s'), () => 1, /x/g, new Error('no')),
  ],
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  maxDepth: 5,
})
