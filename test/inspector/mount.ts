import type { LitElement } from 'lit'
import { onTestFinished } from 'vitest'
import { tokens } from '../../src/inspector/tokens.js'

/** How an element is shown. */
interface MountOptions {
  /** Default: `light`. */
  readonly theme?: 'light' | 'dark'
  /** In pixels. Default: 700. */
  readonly width?: number
}

/** Puts an element on the page as it stands in the inspector: in a host that gives it the tokens. Gone when the test is. */
export async function mount<T extends LitElement>(
  element: T,
  { theme = 'light', width = 700 }: MountOptions = {},
): Promise<T> {
  const host = document.createElement('div')
  host.setAttribute('theme', theme)
  host.style.cssText = `width: ${width}px; padding: 12px; background: var(--audit-surface)`
  const sheet = tokens.styleSheet
  const root = host.attachShadow({ mode: 'open' })
  if (sheet) root.adoptedStyleSheets = [sheet]
  root.append(element)
  document.body.append(host)
  onTestFinished(() => host.remove())
  await element.updateComplete
  return element
}

/** Makes an element with its properties. */
export function made<T extends LitElement>(Element: new () => T, properties: Partial<T>): T {
  return Object.assign(new Element(), properties)
}
