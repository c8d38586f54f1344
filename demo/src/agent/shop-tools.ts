import { listingOf, type Invoice, type Listing, type Order, type OrderStatus } from '../shop/shop.js'
import * as changes from '../shop/shop-changes.js'
import type { ShopKeeper } from '../shop/shop-keeper.js'
import { pause } from './pace.js'

/** What the agent may call. A tool that cannot do what it is asked throws an `Error` that says why. */
export type ShopTools = {
  readonly list_orders: (about: { readonly status: OrderStatus }) => Promise<readonly Order[]>
  readonly list_invoices: (about: { readonly paid: boolean }) => Promise<readonly Invoice[]>
  readonly find_listings: (about: { readonly seasonIsOver: boolean }) => Promise<readonly Listing[]>
  readonly check_stock: (about: { readonly products: readonly string[] }) => Promise<Readonly<Record<string, number>>>
  readonly pack_order: (about: { readonly order: number }) => Promise<void>
  readonly book_courier: (about: { readonly order: number; readonly parcels: number }) => Promise<readonly string[]>
  readonly print_labels: (about: { readonly orders: readonly number[] }) => Promise<number>
  readonly send_message: (about: { readonly order: number; readonly template: string }) => Promise<void>
  readonly update_stock: (about: { readonly product: string; readonly stock: number }) => Promise<void>
  readonly delete_listing: (about: { readonly product: string }) => Promise<void>
  readonly pay_supplier: (about: Payment) => Promise<void>
  readonly write_note: (about: { readonly text: string }) => Promise<void>
}

/** What a payment is called with. */
export interface Payment {
  readonly invoice: string
  readonly supplier: string
  readonly amount: number
  readonly currency: 'EUR'
}

/** What the tools work with. */
export interface ShopToolsOptions {
  readonly keeper: ShopKeeper
  /** What the printer takes for one label. */
  readonly labelMs: number
  /** Ends what takes time. */
  readonly signal: AbortSignal
}

/** The tools of the shop as they are, not recorded. */
export function shopTools({ keeper, labelMs, signal }: ShopToolsOptions): ShopTools {
  const change = async (made: changes.ShopChange): Promise<void> => void (await keeper.change(made))
  return {
    list_orders: async ({ status }) => (await keeper.read()).orders.filter((order) => order.status === status),
    list_invoices: async ({ paid }) => (await keeper.read()).invoices.filter((invoice) => invoice.paid === paid),
    find_listings: async ({ seasonIsOver }) =>
      (await keeper.read()).listings.filter((listing) => listing.seasonIsOver === seasonIsOver),
    check_stock: async ({ products }) => {
      const shop = await keeper.read()
      return Object.fromEntries(products.map((product) => [product, listingOf(product, shop).stock]))
    },
    pack_order: ({ order }) => change(changes.packOrder(order)),
    book_courier: async ({ order, parcels }) => {
      const shop = await keeper.change(changes.bookCourier(order, parcels))
      return shop.orders.find(({ number }) => number === order)?.tracking ?? []
    },
    print_labels: ({ orders }) => printLabels(orders, { keeper, labelMs, signal }),
    send_message: ({ order }) => change(changes.tellCustomer(order)),
    update_stock: ({ product, stock }) => change(changes.setStock(product, stock)),
    delete_listing: ({ product }) => change(changes.deleteListing(product)),
    pay_supplier: ({ invoice, amount }) => change(changes.payInvoice(invoice, Math.round(amount * 100))),
    write_note: ({ text }) => change(changes.addNote(text)),
  }
}

/** Prints a label for each parcel, one after the other, as a printer does. */
async function printLabels(orders: readonly number[], { keeper, labelMs, signal }: ShopToolsOptions): Promise<number> {
  const shop = await keeper.read()
  const parcels = shop.orders.filter(({ number }) => orders.includes(number)).flatMap(missingLabels)
  for (const number of parcels) {
    await pause(labelMs, signal)
    await keeper.change(changes.printLabel(number))
  }
  return parcels.length
}

function missingLabels({ number, tracking, labelsPrinted }: Order): readonly number[] {
  return tracking.slice(labelsPrinted).map(() => number)
}
