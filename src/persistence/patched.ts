import type { ImagePatch, StoredImage } from './persistence.js'

/** An image with the next of its patches in it. Its bytes are the same ones where there is room for what they grew by. */
export function patched(image: StoredImage, { size, stretches }: Pick<ImagePatch, 'size' | 'stretches'>): StoredImage {
  const bytes = withRoom(image.bytes, size)
  for (const stretch of stretches) bytes.set(stretch.bytes, stretch.start)
  const patchedBytes = stretches.reduce((sum, stretch) => sum + stretch.bytes.length, image.patchedBytes)
  return { ...image, bytes, patches: image.patches + 1, patchedBytes }
}

function withRoom(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length >= size) return bytes
  const longer = new Uint8Array(size)
  longer.set(bytes)
  return longer
}
