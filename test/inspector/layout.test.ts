import { expect, test } from 'vitest'
import { layoutOf } from '../../src/inspector/layout.js'

test.each([
  [22.5, 'phone'],
  [46, 'medium'],
  [80, 'wide'],
  [120, 'full'],
])('%d rem are room for a %s layout', (width, layout) => {
  expect(layoutOf(width)).toBe(layout)
})
