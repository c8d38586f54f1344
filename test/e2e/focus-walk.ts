import type { Page } from '@playwright/test'

/** What a walk by Tab came by. */
export interface FocusWalk {
  /** The elements that had the focus, each once, by what they are called. */
  readonly reached: ReadonlySet<string>
  /** Those of them at which one did not see where one was: without a ring, out of view, or behind something else. */
  readonly unseen: readonly string[]
}

declare global {
  /** Finds and describes what has the focus or can have it; put into the page by `prepare()`. */
  var focusWalk: {
    stops(): readonly string[]
    here(): { readonly name: string; readonly isSeen: boolean } | null
  }
}

/** What Tab is to reach: each element that is rendered, enabled and not inert, and that says it may have the focus by Tab. */
export async function tabStops(page: Page): Promise<readonly string[]> {
  await prepare(page)
  return page.evaluate(() => globalThis.focusWalk.stops())
}

/** Presses the key until the walk has been all around the page. */
export async function walk(page: Page, key: string, stops: number): Promise<FocusWalk> {
  const reached = new Set<string>()
  const unseen: string[] = []
  // The browser's own controls are one stop between the last and the first, and some fields have several parts.
  for (let step = 0; step < 2 * stops + 10; step += 1) {
    await page.keyboard.press(key)
    const here = await page.evaluate(() => globalThis.focusWalk.here())
    if (!here || reached.has(here.name)) continue
    reached.add(here.name)
    if (!here.isSeen) unseen.push(here.name)
  }
  return { reached, unseen }
}

async function prepare(page: Page): Promise<void> {
  await page.evaluate(() => {
    const names = new Map<Element, string>()

    const nameOf = (element: Element): string => {
      const label = element.getAttribute('aria-label') ?? element.textContent.trim().replaceAll(/\s+/g, ' ')
      const name = names.get(element) ?? `${element.localName} "${label.slice(0, 60)}" #${names.size}`
      names.set(element, name)
      return name
    }

    const parentOf = (node: Node): Node | null =>
      (node instanceof Element && node.assignedSlot) ||
      (node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode)

    const isWithin = (outer: Element, inner: Element | null): boolean => {
      for (let node: Node | null = inner; node; node = parentOf(node)) if (node === outer) return true
      return false
    }

    const isInert = (element: Element): boolean => {
      for (let node: Node | null = element; node; node = parentOf(node)) {
        if (node instanceof HTMLElement && node.inert) return true
      }
      return false
    }

    const isStop = (element: Element): boolean =>
      (element instanceof HTMLElement || element instanceof SVGElement) &&
      element.tabIndex >= 0 &&
      element.shadowRoot === null &&
      !element.matches(':disabled, [type="hidden"]') &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !isInert(element)

    const all = (root: ParentNode, found: Element[] = []): readonly Element[] => {
      for (const element of root.querySelectorAll('*')) {
        found.push(element)
        if (element.shadowRoot) all(element.shadowRoot, found)
      }
      return found
    }

    const deepest = (next: (root: Document | ShadowRoot) => Element | null): Element | null => {
      let found = next(document)
      while (found?.shadowRoot && next(found.shadowRoot)) found = next(found.shadowRoot)
      return found
    }

    /** Nothing else lies over the middle of the part of it that is in view. */
    const isInSight = (element: Element): boolean => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      const [x, y] = [
        (Math.max(0, left) + Math.min(innerWidth, right)) / 2,
        (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2,
      ]
      return isWithin(
        element,
        deepest((root) => root.elementFromPoint(x, y)),
      )
    }

    const hasRing = (element: Element): boolean => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
    }

    globalThis.focusWalk = {
      stops: () => all(document).filter(isStop).map(nameOf),
      here() {
        const element = deepest((root) => root.activeElement)
        if (!element || element === document.body) return null
        return { name: nameOf(element), isSeen: hasRing(element) && isInSight(element) }
      },
    }
  })
}
