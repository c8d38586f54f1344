import { cents } from '../money.js'
import type { Invoice, Listing, Order } from '../shop/shop.js'
import type { ShopTools } from './shop-tools.js'

/** What the agent has found out so far, which later steps go by. */
export interface Findings {
  orders: readonly Order[]
  pastSeason: Listing | undefined
  invoices: readonly Invoice[]
}

/** One step of the agent's plan. */
export interface Step {
  /** What it is about, as the page says. */
  readonly title: string
  /** The plan that it belongs to. */
  readonly plan: string
  /** Does it and resolves with what came of it, in a few words. */
  act(tools: ShopTools, findings: Findings): Promise<string>
}

const shippingNotice = 'your parcel is on its way'

/**
 * What the agent does, step by step. It is a script: where an agent would have a model decide, this one goes on to the next
 * step, whatever came of the last.
 */
export const morningRound: readonly Step[] = [
  {
    title: 'Look up the open orders',
    plan: 'orders',
    async act(tools, findings) {
      // Others may be at work on older ones, in another tab.
      findings.orders = (await tools.list_orders({ status: 'open' })).slice(-2)
      return findings.orders.map(({ number }) => number).join(' and ')
    },
  },
  {
    title: 'Check the stock for them',
    plan: 'orders',
    async act(tools, { orders }) {
      const products = orders.flatMap(({ items }) => items.map(({ product }) => product))
      const stock = await tools.check_stock({ products: [...new Set(products)] })
      return Object.entries(stock)
        .map(([product, count]) => `${count} × ${product}`)
        .join(', ')
    },
  },
  packing('Pack the first order', 0),
  booking('Book a courier for it', 0, 1),
  booking('Book it again, as two parcels', 0, 2),
  telling('Tell the customer', 0),
  packing('Pack the second order', 1),
  booking('Book a courier for it', 1, 1),
  telling('Tell the other customer', 1),
  {
    title: 'Print the labels',
    plan: 'orders',
    async act(tools, { orders }) {
      const printed = await tools.print_labels({ orders: orders.map(({ number }) => number) })
      return `${printed} printed`
    },
  },
  {
    title: 'Look for what is past its season',
    plan: 'shelves',
    async act(tools, findings) {
      findings.pastSeason = (await tools.find_listings({ seasonIsOver: true })).at(-1)
      return findings.pastSeason?.product ?? 'nothing'
    },
  },
  {
    title: 'Take what is left of it off the shelf',
    plan: 'shelves',
    async act(tools, { pastSeason }) {
      const { product } = known(pastSeason, 'Nothing is past its season.')
      await tools.update_stock({ product, stock: 0 })
      return `${product} is off the shelf`
    },
  },
  {
    title: 'Delete its listing',
    plan: 'shelves',
    async act(tools, { pastSeason }) {
      const { product } = known(pastSeason, 'Nothing is past its season.')
      await tools.delete_listing({ product })
      return `${product} is gone`
    },
  },
  {
    title: 'Look up the unpaid invoices',
    plan: 'invoices',
    async act(tools, findings) {
      findings.invoices = (await tools.list_invoices({ paid: false })).slice(-2)
      return findings.invoices.map(({ number }) => number).join(' and ') || 'none'
    },
  },
  {
    title: 'Pay them, both at once',
    plan: 'invoices',
    act: payAll,
  },
  {
    title: 'Leave a note',
    plan: 'close',
    async act(tools, { orders, invoices }) {
      const text = `Went through ${orders.length} orders and ${invoices.length} invoices.`
      await tools.write_note({ text })
      return text
    },
  },
]

function packing(title: string, index: number): Step {
  return {
    title,
    plan: 'orders',
    async act(tools, { orders }) {
      const { number } = known(orders[index], 'There is no such order.')
      await tools.pack_order({ order: number })
      return `${number} is packed`
    },
  }
}

function booking(title: string, index: number, parcels: number): Step {
  return {
    title,
    plan: 'orders',
    async act(tools, { orders }) {
      const { number } = known(orders[index], 'There is no such order.')
      return (await tools.book_courier({ order: number, parcels })).join(', ')
    },
  }
}

function telling(title: string, index: number): Step {
  return {
    title,
    plan: 'orders',
    async act(tools, { orders }) {
      const { number, customer } = known(orders[index], 'There is no such order.')
      await tools.send_message({ order: number, template: shippingNotice })
      return `${customer} was told`
    },
  }
}

/** Two calls at once, and so two questions: each is answered for itself. */
async function payAll(tools: ShopTools, { invoices }: Findings): Promise<string> {
  const payments = invoices.map(({ number, supplier, cents: amount }) =>
    tools.pay_supplier({ invoice: number, supplier, amount: cents(amount), currency: 'EUR' }),
  )
  // Both are over before one that failed is told.
  await Promise.allSettled(payments)
  await Promise.all(payments)
  return `${payments.length} paid`
}

function known<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise)
  return value
}
