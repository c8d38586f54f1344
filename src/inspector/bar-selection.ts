/** The bars from where a selection began to where it is now, by their index. */
export interface BarSelection {
  readonly anchor: number
  readonly active: number
}

/** Where a key leads from a bar; a page is a tenth of them. */
const steps: Readonly<Record<string, (bar: number, count: number) => number>> = {
  ArrowRight: (bar) => bar + 1,
  ArrowLeft: (bar) => bar - 1,
  PageDown: (bar, count) => bar + Math.ceil(count / 10),
  PageUp: (bar, count) => bar - Math.ceil(count / 10),
  Home: () => 0,
  End: (_bar, count) => count - 1,
}

/** The selection after a key: moved, or with Shift extended. Null for a key that means nothing here. */
export function movedSelection(
  { anchor, active }: BarSelection,
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  count: number,
): BarSelection | null {
  const step = steps[key]
  if (!step) return null
  const moved = Math.max(0, Math.min(step(active, count), count - 1))
  return { anchor: shiftKey ? anchor : moved, active: moved }
}

/** Whether a bar lies in the selection. */
export function isSelected({ anchor, active }: BarSelection, bar: number): boolean {
  return bar >= Math.min(anchor, active) && bar <= Math.max(anchor, active)
}

/** The bar at a place across all of them, from 0 to 1; the nearest one for a place beyond. */
export function barAt(place: number, count: number): number {
  return Math.max(0, Math.min(Math.floor(place * count), count - 1))
}
