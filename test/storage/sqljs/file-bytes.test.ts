import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FileBytes } from '../../../src/storage/sqljs/file-bytes.js'

const pageSize = 65_536
/** Room for what grows in several pieces. */
const fileSize = 80 * pageSize

const writes = fc.array(
  fc.record({
    page: fc.nat(79),
    offset: fc.nat(pageSize),
    length: fc.nat(2 * pageSize),
    value: fc.integer({ min: 1, max: 255 }),
  }),
  { minLength: 1, maxLength: 8 },
)

test('holds what was written, wherever its pieces begin', () => {
  fc.assert(
    fc.property(fc.nat(3 * pageSize), writes, (given, written) => {
      const plain = new Uint8Array(fileSize + 3 * pageSize)
      plain.fill(7, 0, given)
      const bytes = new FileBytes(new Uint8Array(given).fill(7))
      for (const { page, offset, length, value } of written) {
        const [block, start] = [new Uint8Array(length).fill(value), page * pageSize + offset]
        plain.set(block, start)
        bytes.set(block, start)
        const end = start + length
        expect(Buffer.compare(bytes.subarray(start, end), plain.subarray(start, end))).toBe(0)
      }
      const end = Math.max(given, ...written.map(({ page, offset, length }) => page * pageSize + offset + length))
      expect(Buffer.compare(bytes.subarray(0, end), plain.subarray(0, end))).toBe(0)
    }),
    { numRuns: 50 },
  )
})

test('tells what was written to since it was last forgotten, and nothing else', () => {
  fc.assert(
    fc.property(fc.nat(3 * pageSize), writes, writes, (given, before, written) => {
      const bytes = new FileBytes(new Uint8Array(given).fill(7))
      const write = ({ page, offset, length, value }: (typeof written)[number]): number => {
        bytes.set(new Uint8Array(length).fill(value), page * pageSize + offset)
        return page * pageSize + offset + length
      }
      const size = Math.max(given, ...before.map(write))
      const copy = new Uint8Array(fileSize + 3 * pageSize)
      copy.set(bytes.subarray(0, size))
      bytes.forgetChanges()
      expect(bytes.changes(size)).toEqual([])
      const end = Math.max(size, ...written.map(write))
      const changes = bytes.changes(end)
      for (const stretch of changes) copy.set(stretch.bytes, stretch.start)
      expect(Buffer.compare(copy.subarray(0, end), bytes.subarray(0, end))).toBe(0)
      const length = changes.reduce((sum, stretch) => sum + stretch.bytes.length, 0)
      expect(length).toBeLessThanOrEqual(bytes.changedBytes)
      expect(bytes.changedBytes).toBeLessThanOrEqual(written.reduce((sum, each) => sum + each.length + 2 * 16_384, 0))
    }),
    { numRuns: 50 },
  )
})
