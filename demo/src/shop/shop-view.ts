import { element, make } from '../element.js'
import { money } from '../money.js'
import { type Invoice, type Listing, type Order, type Shop, weightOf } from './shop.js'

/** Shows the shop as it is. */
export function showShop(shop: Shop): void {
  element('shop-day', HTMLElement).textContent = `Day ${shop.day}`
  element('shop-till', HTMLElement).textContent = money(shop.cents)
  fill('shop-orders', shop.orders.map((order) => orderItem(order, shop)).toReversed())
  fill('shop-listings', shop.listings.map(listingItem))
  fill('shop-invoices', shop.invoices.map(invoiceItem).toReversed())
  fill('shop-notes', shop.notes.length > 0 ? shop.notes.map(noteItem) : [make('li', 'quiet', 'Nothing yet')])
}

function fill(id: string, items: readonly HTMLElement[]): void {
  element(id, HTMLUListElement).replaceChildren(...items)
}

function orderItem(order: Order, shop: Shop): HTMLElement {
  const { number, customer, status } = order
  const item = make('li', 'shop-item', '')
  item.append(
    line(`${number} · ${customer}`, make('span', `state ${status}`, orderState(order))),
    make('p', 'quiet', orderDetail(order, shop)),
  )
  return item
}

function orderState({ status, customerTold, tracking, labelsPrinted }: Order): string {
  if (status !== 'booked') return status
  if (labelsPrinted < tracking.length) return `booked, ${labelsPrinted} of ${tracking.length} labels`
  return customerTold ? 'on its way' : 'labelled, customer not told'
}

function orderDetail(order: Order, shop: Shop): string {
  const items = order.items.map(({ product, count }) => `${count} × ${product}`).join(', ')
  return `${items} · ${(weightOf(order, shop) / 1000).toFixed(1)} kg`
}

function listingItem({ product, stock, seasonIsOver }: Listing): HTMLElement {
  const item = make('li', 'shop-item', '')
  item.append(line(product, make('span', 'state', seasonIsOver ? `${stock}, past its season` : String(stock))))
  return item
}

function invoiceItem({ number, supplier, cents, paid }: Invoice): HTMLElement {
  const item = make('li', 'shop-item', '')
  item.append(
    line(`${number} · ${supplier}`, make('span', `state ${paid ? 'booked' : 'open'}`, paid ? 'paid' : 'unpaid')),
    make('p', 'quiet', money(cents)),
  )
  return item
}

function noteItem(text: string): HTMLElement {
  return make('li', 'shop-item', text)
}

function line(text: string, state: HTMLElement): HTMLElement {
  const made = make('p', 'shop-line', '')
  made.append(make('span', '', text), state)
  return made
}
