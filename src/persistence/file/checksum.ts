import * as zlib from 'node:zlib'

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** CRC-32 (ISO-HDLC, as in zlib and PNG), in plain JavaScript. */
export function plainCrc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0)
  return ~value >>> 0
}

/**
 * CRC-32, the runtime's own where it can be relied on. Deno's has given wrong sums after some hundred MB
 * (denoland/deno#29545, #30636), and a wrong sum at reading would pass a good record over.
 */
export const crc32: (bytes: Uint8Array) => number =
  'Deno' in globalThis || typeof zlib.crc32 !== 'function' ? plainCrc32 : (bytes) => zlib.crc32(bytes)
