/** The process of one contestant: does its work when the benchmark says so, and ends with it. */
const { work, peer, variant, options } = JSON.parse(process.argv[2])

process.on('disconnect', () => process.exit())

await answer(async () => {
  const [{ start }, { open }] = await Promise.all([import(`./works/${work}.mjs`), import(`./peers/${peer}.mjs`)])
  const running = await start((place) => open(place, variant), options)
  process.on('message', ({ name, argument }) => void answer(() => running[name]?.(argument)))
  return null
})

async function answer(act) {
  try {
    process.send({ value: (await act()) ?? null })
  } catch (error) {
    process.send({ error: String(error?.message ?? error) })
  }
}
