const every = 10

/** Logs `perSecond` entries a second for so many seconds, each by a call of its own, and gives how many a second it were. */
export async function logEvenly(store, { perSecond, seconds }) {
  const calls = []
  const start = performance.now()
  for (let elapsed = 0; elapsed < seconds * 1000; elapsed = performance.now() - start) {
    const due = Math.floor((elapsed / 1000) * perSecond)
    while (calls.length < due) calls.push(store.log(entry(calls.length)))
    await new Promise((resolve) => setTimeout(resolve, every))
  }
  await Promise.all(calls)
  return (calls.length / (performance.now() - start)) * 1000
}

const risks = ['safe', 'safe', 'moderate', 'safe', 'destructive', 'safe', 'safe', 'critical']

function entry(number) {
  return {
    sessionId: `live ${Math.floor(number / 500)}`,
    stepId: String(number),
    toolName: `live_${number % 7}`,
    parameters: { path: `/work/${number}.md`, text: 'what an agent writes '.repeat(number % 20) },
    result: { written: number },
    riskLevel: risks[number % risks.length],
    durationMs: number % 300,
  }
}
