import { element } from './element.js'

/** Tells the person what went wrong, in the place that assistive technology reads out. */
export function showProblem(error: unknown): void {
  const place = element('problem', HTMLParagraphElement)
  place.textContent = error instanceof Error ? error.message : String(error)
  place.hidden = false
}

/** Runs what a person asked for, and tells them when it fails. */
export async function reporting(action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (error) {
    showProblem(error)
  }
}
