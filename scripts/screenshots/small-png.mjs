import { crc32, deflateSync, inflateSync } from 'node:zlib'

const mostColours = 256
const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/**
 * The same picture in a third of the bytes: with a palette of 256 colours. The most used ones stay as they are, and a rare
 * one becomes the nearest of these. Takes what Chromium makes: 8 bits a channel, no alpha, not interlaced (PNG, 3rd edition).
 */
export function smallPng(png) {
  const { width, height, pixels } = decoded(png)
  const palette = paletteOf(pixels)
  const index = indexer(palette)
  const rows = Buffer.alloc(height * (width + 1))
  for (const [at, pixel] of pixels.entries()) rows[at + Math.floor(at / width) + 1] = index(pixel)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap(channels))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type, data) {
  const made = Buffer.alloc(data.length + 12)
  made.writeUInt32BE(data.length, 0)
  made.write(type, 4, 'latin1')
  made.set(data, 8)
  made.writeUInt32BE(crc32(made.subarray(4, data.length + 8)), data.length + 8)
  return made
}

/** Each pixel as 0xRRGGBB, row by row. */
function decoded(png) {
  const {
    IHDR: [header],
    IDAT: data,
  } = chunks(png)
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  if (header[8] !== 8 || header[9] !== 2 || header[12] !== 0)
    throw new Error('This is not the PNG that Chromium makes.')
  const bytes = unfiltered(inflateSync(Buffer.concat(data)), width * 3)
  return { width, height, pixels: Uint32Array.from({ length: width * height }, (_, at) => bytes.readUIntBE(at * 3, 3)) }
}

function chunks(png) {
  const found = {}
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    found[type] = [...(found[type] ?? []), png.subarray(at + 8, at + 8 + length)]
    at += length + 12
  }
  return found
}

/** Takes back the filter of each row, which its first byte names. */
function unfiltered(filtered, length) {
  const height = filtered.length / (length + 1)
  const bytes = Buffer.alloc(height * length)
  for (let y = 0; y < height; y += 1) {
    const predict = predictors[filtered[y * (length + 1)]]
    for (let x = 0; x < length; x += 1) {
      const at = y * length + x
      const left = x < 3 ? 0 : bytes[at - 3]
      const above = y === 0 ? 0 : bytes[at - length]
      const corner = x < 3 || y === 0 ? 0 : bytes[at - length - 3]
      bytes[at] = filtered[at + y + 1] + predict(left, above, corner)
    }
  }
  return bytes
}

const predictors = [
  () => 0,
  (left) => left,
  (_left, above) => above,
  (left, above) => Math.floor((left + above) / 2),
  paeth,
]

function paeth(left, above, corner) {
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((byte) => Math.abs(left + above - corner - byte))
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}

/** The colours that others are shown as: the more a colour is used, the nearer to it one of them is. */
function paletteOf(pixels) {
  const uses = new Map()
  for (const pixel of pixels) uses.set(pixel, (uses.get(pixel) ?? 0) + 1)
  const colours = [...uses].toSorted(([, one], [, other]) => other - one)
  for (let error = 1; ; error += 1) {
    const palette = spread(colours, error)
    if (palette) return palette
  }
}

/** Colours with which none is further off than `error`, or a part of that if it is used much; undefined for too many. */
function spread(colours, error) {
  const chosen = []
  for (const [colour, uses] of colours) {
    const most = error / uses ** 0.25
    if (chosen.some((other) => distance(colour, other) <= most)) continue
    if (chosen.push(colour) > mostColours) return undefined
  }
  return chosen
}

function indexer(palette) {
  const known = new Map(palette.map((colour, index) => [colour, index]))
  return (colour) => {
    const index = known.get(colour) ?? nearest(colour, palette)
    known.set(colour, index)
    return index
  }
}

function nearest(colour, palette) {
  let best = 0
  for (const [index, other] of palette.entries()) {
    if (distance(colour, other) < distance(colour, palette[best])) best = index
  }
  return best
}

function distance(one, other) {
  const [r, g, b] = channels(one)
  const [otherR, otherG, otherB] = channels(other)
  return Math.max(Math.abs(r - otherR), Math.abs(g - otherG), Math.abs(b - otherB))
}

function channels(colour) {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]
}
