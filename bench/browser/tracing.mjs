/** The tasks of the page's main thread during `work`, in milliseconds, as Chromium's own trace has them. */
export async function tracing(browser, work) {
  const session = await browser.devTools()
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', '__metadata'] },
    transferMode: 'ReportEvents',
  })
  await work()
  await session.send('Tracing.end')
  await complete
  await session.detach()
  return tasksOf(events)
}

function tasksOf(events) {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
  const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X')
  // Of several pages' processes the one that worked is meant.
  const lists = mains.map(({ pid, tid }) => tasks.filter((task) => task.pid === pid && task.tid === tid))
  return lists.toSorted((a, b) => b.length - a.length)[0].map(({ dur }) => dur / 1000)
}
