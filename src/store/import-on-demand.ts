// What is downloaded with the first import: zod, too, which in Node takes half of the time of all that a question loads.
export { importEntries } from './importer.js'
// As in `on-demand.ts`, so that what a page downloads at first stays in one chunk.
export { openAuditStore } from './open.js'
