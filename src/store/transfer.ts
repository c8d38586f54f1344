// What takes whole trails out and in: one download, since both share most of what they are made of.
export { exportPieces } from './exporter.js'
export { importEntries } from './importer.js'
