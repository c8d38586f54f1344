const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline']

/**
 * The longest task of a page's main thread while `work` was done, from Chromium's own trace, in milliseconds: by the clock, and
 * by the time that the processor gave to the thread, which on a busy machine is less.
 */
export async function longestTask(page, work) {
  const session = await page.context().newCDPSession(page)
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  await session.send('Tracing.start', { traceConfig: { includedCategories: categories }, transferMode: 'ReportEvents' })
  await work()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const tasks = tasksOf(events, page.url())
  if (tasks.length === 0) throw new Error('The trace holds no task of the page')
  const longest = (key) => tasks.reduce((most, task) => Math.max(most, task[key] ?? 0), 0) / 1000
  return { clock: longest('dur'), processor: longest('tdur') }
}

function tasksOf(events, url) {
  const processes = new Set(
    events
      .flatMap(({ args }) => args?.data?.frames ?? [])
      .filter((frame) => frame.url === url)
      .map(({ processId }) => processId),
  )
  const isMain = ({ name, args, pid }) => name === 'thread_name' && args.name === 'CrRendererMain' && processes.has(pid)
  const main = new Set(events.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`))
  return events.filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && main.has(`${pid} ${tid}`))
}
