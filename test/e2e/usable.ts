import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'

/** Holds a page to it that axe finds nothing to mend in it, nor in the colours of what is open above it. */
export async function expectUsable(page: Page, above: Locator = openAbove(page)): Promise<void> {
  expect(await violations(axe(page))).toEqual([])
  if ((await above.count()) === 0) return
  // axe takes it for covered by what stands later in the page, and then tells nothing of its colours.
  await showAlone(above, true)
  expect(await violations(axe(page).withRules('color-contrast'))).toEqual([])
  await showAlone(above, false)
}

function openAbove(page: Page): Locator {
  return page.locator(':popover-open, dialog:modal')
}

function axe(page: Page): AxeBuilder {
  // In the page itself, since the usual way opens another one each time, for frames of other origins, of which there are none;
  // and without looking up where each element is that nothing is wrong with, which takes longer than all else.
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
}

/** The violations in words, so that a failure says what to mend. */
async function violations(builder: AxeBuilder): Promise<readonly string[]> {
  const results = await builder.analyze()
  return results.violations.map(({ id, help, nodes }) => {
    const [first] = nodes
    return `${id}: ${help} (${nodes.length}) ${first?.html.slice(0, 200)} ${first?.failureSummary ?? ''}`
  })
}

function showAlone(above: Locator, isAlone: boolean): Promise<void> {
  return above.evaluateAll((elements, alone) => {
    document.body.style.visibility = alone ? 'hidden' : ''
    for (const { style } of elements.filter((element) => element instanceof HTMLElement)) {
      style.visibility = alone ? 'visible' : ''
    }
  }, isAlone)
}
