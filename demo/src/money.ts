const euros = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'EUR' })

/** An amount as a person reads it. */
export function money(amount: number): string {
  return euros.format(cents(amount))
}

/** Cents as the euros that a payment names. */
export function cents(amount: number): number {
  return amount / 100
}
