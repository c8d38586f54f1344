import type { Invoice, Listing, Order, OrderItem, Shop } from './shop.js'

const customers = ['Ada Lindqvist', 'Tomás Ferreira', 'Noor Haddad', 'Jonas Weber', 'Mei Tanaka', 'Ines Duarte']
const suppliers = ['Alder Paper Mill', 'Blue Hour Inks']
const seasons = ['Wall calendar', 'Spring cards', 'Lantern kit', 'Advent paper']
const baskets: readonly (readonly OrderItem[])[] = [
  // Too heavy for one parcel.
  [{ product: 'A3 drawing pad', count: 24 }],
  [
    { product: 'Fountain pen', count: 1 },
    { product: 'Bottle of ink', count: 2 },
  ],
]

const shelves: readonly Listing[] = [
  { product: 'A3 drawing pad', stock: 60, weightGrams: 620, seasonIsOver: false },
  { product: 'Fountain pen', stock: 18, weightGrams: 45, seasonIsOver: false },
  { product: 'Bottle of ink', stock: 31, weightGrams: 160, seasonIsOver: false },
]

const takingsCents = 90_000
const keptOrders = 6
const keptInvoices = 4
const keptNotes = 3

/** The shop before its first day. */
export const newShop: Shop = { day: 0, cents: 0, orders: [], listings: shelves, invoices: [], notes: [] }

/** The shop a day later: yesterday's takings are in, and there is something to do. What is left from before stays. */
export function newDay(shop: Shop): Shop {
  const day = shop.day + 1
  return {
    day,
    cents: shop.cents + takingsCents,
    orders: [...shop.orders, ...newOrders(day)].slice(-keptOrders),
    listings: [...shop.listings.map(restocked), ...seasonal(shop, day)],
    invoices: [...shop.invoices, ...newInvoices(day)].slice(-keptInvoices),
    notes: shop.notes.slice(0, keptNotes),
  }
}

/** The shop with something to do: as it is, or a day later. */
export function busyDay(shop: Shop): Shop {
  const open = shop.orders.filter(({ status }) => status === 'open').length
  const unpaid = shop.invoices.filter(({ paid }) => !paid).length
  return open < baskets.length || unpaid < suppliers.length ? newDay(shop) : shop
}

function newOrders(day: number): readonly Order[] {
  return baskets.map((items, index) => ({
    number: 1039 + day * baskets.length + index,
    customer: pick(customers, day * baskets.length + index),
    items,
    status: 'open',
    tracking: [],
    labelsPrinted: 0,
    customerTold: false,
  }))
}

function newInvoices(day: number): readonly Invoice[] {
  return suppliers.map((supplier, index) => ({
    number: `INV-${300 + day * suppliers.length + index}`,
    supplier,
    cents: 18_450 + ((day * 3_770 + index * 9_125) % 20_000),
    paid: false,
  }))
}

/** What came for a season that is over; once of each, as long as it is not deleted. */
function seasonal({ listings }: Shop, day: number): readonly Listing[] {
  const product = pick(seasons, day)
  if (listings.some((listing) => listing.product === product)) return []
  return [{ product, stock: 3, weightGrams: 210, seasonIsOver: true }]
}

/** The supplier came, so that no order waits for its goods. */
function restocked(listing: Listing): Listing {
  return listing.stock >= 24 || listing.seasonIsOver ? listing : { ...listing, stock: listing.stock + 36 }
}

function pick(names: readonly string[], index: number): string {
  return names[index % names.length] ?? ''
}
