const pageSize = 16_384
/** Pages 1 and 2 are the empty schema and the list of free pages; the content is in the free pages after them. */
const contentStart = 2 * pageSize

/**
 * An SQLite database without tables that carries `content` in its free pages, so that an implementation may look at
 * what it is given: it is whole by https://www.sqlite.org/fileformat2.html.
 */
export function databaseImage(content: string): Uint8Array {
  const bytes = new TextEncoder().encode(content)
  const freePages = Math.ceil((4 + bytes.length) / pageSize)
  const image = new Uint8Array(contentStart + freePages * pageSize)
  const view = new DataView(image.buffer)
  writeHeader(image, view, freePages)
  writeFreeList(view, freePages)
  view.setUint32(contentStart, bytes.length)
  image.set(bytes, contentStart + 4)
  return image
}

/** What `databaseImage()` was given. */
export function imageContent(image: Uint8Array): string {
  const { byteOffset, byteLength, buffer } = image
  const length = new DataView(buffer, byteOffset, byteLength).getUint32(contentStart)
  return new TextDecoder().decode(image.subarray(contentStart + 4, contentStart + 4 + length))
}

/** The file's header (section 1.3 of the format) and the page header of an empty schema table (section 1.6). */
function writeHeader(image: Uint8Array, view: DataView, freePages: number): void {
  image.set(new TextEncoder().encode('SQLite format 3\0'))
  view.setUint16(16, pageSize)
  image.set([1, 1, 0, 64, 32, 32], 18)
  const words = { 24: 1, 28: 2 + freePages, 32: 2, 36: 1 + freePages, 40: 1, 44: 4, 56: 1, 92: 1, 96: 3_045_000 }
  for (const [offset, word] of Object.entries(words)) view.setUint32(Number(offset), word)
  view.setUint8(100, 13)
  view.setUint16(105, pageSize)
}

/** Page 2, the only trunk of the free list (section 1.5): no next trunk, then how many leaves, then their numbers. */
function writeFreeList(view: DataView, freePages: number): void {
  view.setUint32(pageSize + 4, freePages)
  for (let leaf = 0; leaf < freePages; leaf += 1) view.setUint32(pageSize + 8 + leaf * 4, 3 + leaf)
}
