/** What the inspector shows just now, of each part the data that it shows. */
export function parts(inspector) {
  const part = (name) => inspector.shadowRoot?.querySelector(name)
  const table = part('audit-entries')
  const drawn = ['audit-entries', 'audit-sessions', 'audit-summary', 'audit-timeline'].map(part)
  const timeline = part('audit-timeline')
  return {
    rows: table?.rows ?? null,
    row: table?.shadowRoot?.querySelector('[data-index="0"]:not([aria-busy])') ?? null,
    summary: part('audit-summary')?.summary ?? null,
    sessions: part('audit-sessions')?.sessions ?? null,
    buckets: timeline?.buckets ?? null,
    isDrawn: drawn.every((each) => !each?.isUpdatePending),
    plot: timeline?.shadowRoot?.querySelector('canvas') ?? null,
  }
}

/** The next frame is laid out and painted, with what was changed before. */
export function nextFrame() {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = resolve
    requestAnimationFrame(() => port2.postMessage(null))
  })
}
