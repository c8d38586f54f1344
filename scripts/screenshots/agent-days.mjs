import { Desk } from './desk.mjs'

/** When the first day begins; pages are opened at this time. */
export const firstDay = new Date('2026-11-23T17:42:08Z')

/**
 * Lets the scripted agent of the demo work on two days, so that its trail holds sessions of every kind: all allowed, one
 * that was cut off when its tab was closed, and some refused. Resolves at noon of the second day.
 */
export async function agentDays(context, url) {
  await at(context, firstDay)
  await inTab(context, url, allowAll)
  await at(context, new Date('2026-11-24T09:06:31Z'))
  await inTab(context, url, closeWhilePrinting)
  await at(context, new Date('2026-11-24T10:15:02Z'))
  await inTab(context, url, refuseSome)
  await at(context, new Date('2026-11-24T11:58:44Z'))
}

/** Sets the clock of all pages, which goes on from there. */
function at(context, time) {
  return context.clock.setSystemTime(time)
}

async function inTab(context, url, work) {
  const desk = await Desk.open(context, url)
  await work(desk)
  await desk.page.close()
}

async function allowAll(desk) {
  await desk.start()
  await desk.answer('send_message', { remember: true })
  await desk.answer('delete_listing')
  await desk.answer('pay_supplier')
  await desk.answer('pay_supplier')
  await desk.said('The agent is done.')
}

async function closeWhilePrinting(desk) {
  await desk.start('to watch')
  await desk.answer('send_message')
  await desk.answer('send_message')
  await desk.said(/1 of \d labels/)
}

async function refuseSome(desk) {
  await desk.start()
  await desk.answer('send_message', { remember: true })
  await desk.answer('delete_listing', { button: 'Reject', reason: 'Keep them for the window' })
  await desk.answer('pay_supplier', { reason: 'Agreed with Ada on the phone' })
  await desk.answer('pay_supplier', { button: 'Reject', reason: 'They sent the wrong paper' })
  await desk.said('The agent is done.')
}
