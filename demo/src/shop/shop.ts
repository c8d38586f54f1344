/** How far an order has come. */
export type OrderStatus = 'open' | 'packed' | 'booked'

/** So many of one product. */
export interface OrderItem {
  readonly product: string
  readonly count: number
}

/** What a customer ordered. */
export interface Order {
  readonly number: number
  readonly customer: string
  readonly items: readonly OrderItem[]
  readonly status: OrderStatus
  /** One for each parcel that the courier takes. */
  readonly tracking: readonly string[]
  readonly labelsPrinted: number
  readonly customerTold: boolean
}

/** A product on the shelves. */
export interface Listing {
  readonly product: string
  readonly stock: number
  readonly weightGrams: number
  readonly seasonIsOver: boolean
}

/** What a supplier wants to be paid. */
export interface Invoice {
  readonly number: string
  readonly supplier: string
  readonly cents: number
  readonly paid: boolean
}

/** The whole state of the shop, which every change makes anew. */
export interface Shop {
  readonly day: number
  readonly cents: number
  readonly orders: readonly Order[]
  readonly listings: readonly Listing[]
  readonly invoices: readonly Invoice[]
  /** The newest first. */
  readonly notes: readonly string[]
}

/** What an order weighs, in grams. */
export function weightOf(order: Order, shop: Shop): number {
  return order.items.reduce((sum, { product, count }) => sum + count * listingOf(product, shop).weightGrams, 0)
}

/**
 * The listing of a product.
 *
 * @throws Error where the shop has none.
 */
export function listingOf(product: string, { listings }: Shop): Listing {
  const found = listings.find((listing) => listing.product === product)
  if (found) return found
  throw new Error(`The shop has no listing for "${product}".`)
}

/**
 * The order of a number.
 *
 * @throws Error where the shop has none.
 */
export function orderOf(number: number, { orders }: Shop): Order {
  const found = orders.find((order) => order.number === number)
  if (found) return found
  throw new Error(`The shop has no order ${number}.`)
}
