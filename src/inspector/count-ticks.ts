/** Steps that read well, for counts of any size. */
const steps = Array.from({ length: 16 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat()

/**
 * The labels of an axis that begins at nothing, evenly spaced whole numbers of which the last is not below `highest`; not more
 * than so many parts.
 */
export function countTicks(highest: number, parts: number): readonly number[] {
  const step = steps.find((size) => highest <= size * parts) ?? highest
  const length = Math.max(1, Math.ceil(highest / step)) + 1
  return Array.from({ length }, (_, index) => index * step)
}
