/**
 * What is asked of a trail of `count` entries cycled from `entries`: for each kind of question its arguments, which take turns, so that
 * no answer is one that was just given. The most frequent pairs of risk and tool in the later half of the time, sessions
 * from all over, and words of which each occurs in one entry of the data only.
 */
export function questionsFor(entries, count) {
  const pairs = byFrequency(entries.map(({ riskLevel, toolName }) => JSON.stringify([riskLevel, toolName])))
  const sessions = byFrequency(entries.map(({ sessionId }) => sessionId))
  const middle = new Date(Date.UTC(2026, 0, 1) + (count / 2) * 60_000)
  const from = `${middle.toISOString().slice(0, 23)}000+00:00`
  return {
    page: pairs.slice(0, 8).map(([pair]) => {
      const [risk, tool] = JSON.parse(pair)
      return { risk, tool, from }
    }),
    session: sessions.slice(0, 20).map(([session]) => `${session}~0`),
    tools: [undefined],
    search: rareWords(entries).slice(0, 500),
  }
}

/** A search for a hundred of these has to look at all entries. */
function rareWords(entries) {
  const words = entries.flatMap(({ parameters, result }) => [
    ...new Set(
      JSON.stringify([parameters, result])
        .slice(0, 1000)
        .match(/[a-z]{9,12}/g),
    ),
  ])
  return byFrequency(words)
    .filter(([, times]) => times === 1)
    .map(([word]) => word)
}

/** The values with how often each occurs, the most frequent first. */
function byFrequency(values) {
  const counts = new Map()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)
}
