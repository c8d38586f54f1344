import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const host = fileURLToPath(new URL('host.mjs', import.meta.url))

/**
 * A contestant of `takeTurns` that works in a process of its own, so that neither its memory nor its threads are in
 * another's way. `entrant` is one of the roster; `work` names a module of `works/`, which is given `options`, or what
 * `options()` resolves with when it starts.
 */
export function contestant({ peer, variant, findNode, ...facts }, work, options) {
  return { ...facts, start: async () => hosted(await jobOf({ work, peer, variant, findNode }, options)) }
}

/** A contestant as above, in a new process for each sample. */
export function freshContestant({ peer, variant, findNode, ...facts }, work, options) {
  const start = async () => {
    const job = await jobOf({ work, peer, variant, findNode }, options)
    const sample = async (round) => {
      const process = await hosted(job)
      try {
        return await process.sample(round)
      } finally {
        await process.end()
      }
    }
    return { sample }
  }
  return { ...facts, start }
}

async function jobOf({ findNode, ...job }, options) {
  return { ...job, options: typeof options === 'function' ? await options() : options, node: await nodePath(findNode) }
}

async function nodePath(find) {
  return find === undefined ? process.execPath : await find()
}

async function hosted({ node, ...job }) {
  const child = fork(host, [JSON.stringify(job)], { execPath: node, execArgv: ['--expose-gc', '--no-warnings'] })
  const calls = callsTo(child)
  const end = async (last) => {
    try {
      return await last
    } finally {
      if (child.connected) child.disconnect()
    }
  }
  await calls.answer().catch((error) => end(Promise.reject(error)))
  return { sample: (round) => calls.call('sample', round), end: () => end(calls.call('end')) }
}

/** One call at a time, each answered by one message; a child that ends instead fails the call. */
function callsTo(child) {
  let waiting = null
  let ended = null
  const finish = (how, value) => {
    waiting?.[how](value)
    waiting = null
  }
  child.on('message', ({ value, error }) =>
    error === undefined ? finish('resolve', value) : finish('reject', new Error(error)),
  )
  child.on('error', (error) => finish('reject', error))
  child.on('exit', (code, signal) => {
    ended = new Error(`The process ended with ${signal ?? code}.`)
    finish('reject', ended)
  })
  const answer = () =>
    new Promise((resolve, reject) => {
      if (ended) reject(ended)
      else waiting = { resolve, reject }
    })
  return {
    answer,
    call: (name, argument) => {
      const answered = answer()
      if (ended === null) child.send({ name, argument })
      return answered
    },
  }
}
