// What a page downloads with its first question, an export, an import or an image: one piece, since a question needs most of it.
export { readChunks } from '../persistence/indexeddb/image-reader.js'
export { writeImage, writePatch } from '../persistence/indexeddb/image-writer.js'
export { memoryPersistence } from '../persistence/memory/memory.js'
export { memoryInstead } from '../persistence/memory/memory-instead.js'
export { checkRedaction } from '../redaction/check-redaction.js'
export { Archive } from './archive.js'
export { chooseReadingSide } from './choose-reading-side.js'
// Bundlers cut what two entry points have in common into chunks of their own. With the opening itself in common, all that a
// page downloads at first stays together, and compresses better by more than a kilobyte.
export { openAuditStore } from './open.js'
