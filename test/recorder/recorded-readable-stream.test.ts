import { describe } from 'vitest'
import { readableStreamSuite } from './readable-stream-suite.js'

describe('a ReadableStream in Node', () => {
  readableStreamSuite()
})
