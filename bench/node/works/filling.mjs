/** Takes over the rows of a trail, once, for others to open. */
export async function start(open, { place }) {
  return {
    sample: async () => {
      const trail = await open(place)
      await trail.close()
    },
  }
}
