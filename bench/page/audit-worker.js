export * from '../.built/dist/worker/worker.js'
