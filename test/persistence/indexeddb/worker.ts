import { open } from './place.js'

/** Appends what it is told to the database that it is told of, and answers once that is durable. */
globalThis.addEventListener('message', ({ data }: MessageEvent<{ name: string; frames: string[] }>) => {
  void append(data.name, data.frames)
})

async function append(name: string, frames: readonly string[]): Promise<void> {
  const persistence = await open(name)
  await persistence.append(frames)
  await persistence.close()
  globalThis.postMessage('appended', {})
}
