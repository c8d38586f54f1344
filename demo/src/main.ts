import { openAuditStore, type AuditStore } from 'tallystick'
import { AgentDesk } from './agent/agent-desk.js'
import { ApprovalDialog } from './approval/approval-dialog.js'
import { element } from './element.js'
import { handLog } from './hand-log.js'
import { reporting, showProblem } from './problem.js'
import { sampleLoader } from './sample/sample-loader.js'
import { newDay, newShop } from './shop/new-day.js'
import { ShopKeeper } from './shop/shop-keeper.js'
import { browserPlace, memoryPlace } from './shop/shop-place.js'
import { showShop } from './shop/shop-view.js'
import { startWorker } from './start-worker.js'
import { showTrail } from './trail.js'

const options = new URLSearchParams(location.search)

await reporting(async () => {
  const store = await openAuditStore({
    name: 'tallystick-demo',
    memory: options.has('memory'),
    // Said explicitly, so that sample data, which is imported, goes after a month as well.
    retention: { days: 30 },
    worker: startWorker,
    onFault: showProblem,
  })
  if (!store.durable) {
    showProblem('Nothing is kept here: this page has only memory, and entries are gone when it closes.')
  }
  await start(store)
})

async function start(store: AuditStore): Promise<void> {
  const keeper = new ShopKeeper(store.durable ? await browserPlace() : memoryPlace(), showShop)
  await keeper.open()
  element('reset-shop', HTMLButtonElement).addEventListener('click', () => {
    void reporting(async () => void (await keeper.change(() => newDay(newShop))))
  })
  const desk = agentDesk(store, keeper)
  handLog(store)
  sampleLoader(store)
  // Only what works can be pressed.
  element('main', HTMLElement).hidden = false
  showTrail(store)
  if (options.has('start')) startOnce(desk)
  await desk.showCutOff()
}

function agentDesk(store: AuditStore, keeper: ShopKeeper): AgentDesk {
  const dialog = new ApprovalDialog({ mayDiffer: ['order'], onStop: () => desk.stop() })
  const desk = new AgentDesk({ store, keeper, approve: (request) => dialog.ask(request) })
  return desk
}

/** Starts the agent that the address asks for; a reload of the page asks for no other. */
function startOnce(desk: AgentDesk): void {
  const { pathname, hash } = location
  options.delete('start')
  history.replaceState(history.state, '', `${pathname}${options.size > 0 ? `?${options}` : ''}${hash}`)
  void desk.start()
}
