import { type Invoice, listingOf, type Order, type Shop, orderOf, weightOf } from './shop.js'

/** A change of the shop. One that cannot be made throws an `Error` which says why, and leaves the shop as it is. */
export type ShopChange = (shop: Shop) => Shop

const maxParcelGrams = 10_000

/** Takes the goods of an order off the shelves. */
export function packOrder(number: number): ShopChange {
  return (shop) => {
    const order = orderOf(number, shop)
    if (order.status !== 'open') throw new Error(`Order ${number} is packed already.`)
    return withOrder(order.items.reduce(takeOffShelf, shop), { ...order, status: 'packed' })
  }
}

/** Books the courier, who takes parcels up to a weight. */
export function bookCourier(number: number, parcels: number): ShopChange {
  return (shop) => {
    const order = orderOf(number, shop)
    if (order.status !== 'packed') throw new Error(`Order ${number} is ${order.status}, not packed.`)
    const grams = weightOf(order, shop) / parcels
    if (grams > maxParcelGrams) throw new Error(tooHeavy(grams))
    const tracking = Array.from({ length: parcels }, (_, index) => `LI-${number}-${index + 1}`)
    return withOrder(shop, { ...order, status: 'booked', tracking })
  }
}

/** Prints one label more, for the next parcel of the order. */
export function printLabel(number: number): ShopChange {
  return (shop) => {
    const order = orderOf(number, shop)
    return withOrder(shop, { ...order, labelsPrinted: order.labelsPrinted + 1 })
  }
}

/** Tells the customer that the parcel is on its way. */
export function tellCustomer(number: number): ShopChange {
  return (shop) => withOrder(shop, { ...orderOf(number, shop), customerTold: true })
}

/** Sets how many of a product are there. */
export function setStock(product: string, stock: number): ShopChange {
  return (shop) => {
    const listing = { ...listingOf(product, shop), stock }
    return { ...shop, listings: shop.listings.map((other) => (other.product === product ? listing : other)) }
  }
}

/** Takes a product out of the shop, for good. */
export function deleteListing(product: string): ShopChange {
  return (shop) => {
    const gone = listingOf(product, shop)
    return { ...shop, listings: shop.listings.filter((listing) => listing !== gone) }
  }
}

/** Pays an invoice out of the till. */
export function payInvoice(number: string, cents: number): ShopChange {
  return (shop) => {
    const invoice = unpaid(number, shop)
    if (invoice.cents !== cents) throw new Error(`Invoice ${number} is over another amount.`)
    if (shop.cents < cents) throw new Error(`The till does not hold that much.`)
    const paid = { ...invoice, paid: true }
    const invoices = shop.invoices.map((other) => (other === invoice ? paid : other))
    return { ...shop, cents: shop.cents - cents, invoices }
  }
}

/** Adds a note to the notebook. */
export function addNote(text: string): ShopChange {
  return (shop) => ({ ...shop, notes: [text, ...shop.notes] })
}

function takeOffShelf(shop: Shop, { product, count }: Order['items'][number]): Shop {
  const { stock } = listingOf(product, shop)
  if (stock < count) throw new Error(`There are ${stock} of "${product}", and ${count} were ordered.`)
  return setStock(product, stock - count)(shop)
}

function withOrder(shop: Shop, order: Order): Shop {
  return { ...shop, orders: shop.orders.map((other) => (other.number === order.number ? order : other)) }
}

function unpaid(number: string, { invoices }: Shop): Invoice {
  const invoice = invoices.find((one) => one.number === number)
  if (!invoice) throw new Error(`The shop has no invoice ${number}.`)
  if (invoice.paid) throw new Error(`Invoice ${number} is paid already.`)
  return invoice
}

function tooHeavy(grams: number): string {
  return `The courier takes up to ${maxParcelGrams / 1000} kg a parcel, and this one weighs ${(grams / 1000).toFixed(1)} kg.`
}
