import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { rejection } from '../store/memory-store.js'
import { recorded } from './recorded.js'

describe('a wrapped tool', () => {
  test('gets its arguments themselves, gives its result itself, and is recorded', async () => {
    const { recorder, entries } = await recorded({ agentId: 'agent' })
    const given = { path: '/a', nested: { list: [1] } }
    const result = { lines: 3 }
    const seen: unknown[] = []
    const tools = recorder.wrap({
      read_file: (parameters: typeof given) => {
        seen.push(parameters)
        return result
      },
    })
    expect(await tools.read_file(given)).toBe(result)
    expect(seen[0]).toBe(given)
    expect(await entries()).toMatchObject([
      {
        sessionId: 'session',
        stepId: 'step-1',
        agentId: 'agent',
        toolName: 'read_file',
        parameters: given,
        result,
        riskLevel: 'safe',
        outcome: 'succeeded',
        success: true,
        approvalRequired: false,
        approvalDecision: 'not_required',
        approvedBy: null,
        approvalTimeMs: null,
        parentPlanId: null,
        settledAt: null,
      },
    ])
  })

  test.each([
    ['no argument', [], { args: [] }],
    ['a text', ['a'], { args: ['a'] }],
    ['a list', [[1, 2]], { args: [[1, 2]] }],
    ['two objects', [{ a: 1 }, { b: 2 }], { args: [{ a: 1 }, { b: 2 }] }],
    ['an object of a class', [new URL('https://example.com/')], { args: ['https://example.com/'] }],
    ['null', [null], { args: [null] }],
    ['an object without a prototype', [Object.assign(Object.create(null), { a: 1 })], { a: 1 }],
  ])('is recorded with %s', async (_name, args, parameters) => {
    const { recorder, entries } = await recorded()
    const tools = recorder.wrap({ list: (...given: unknown[]) => given.length })
    expect(await tools.list(...args)).toBe(args.length)
    expect(await entries()).toMatchObject([{ parameters }])
  })

  test.each([
    ['a revoked proxy', revoked()],
    ['a proxy that throws', new Proxy({}, { ownKeys: () => raise(new Error('no')) })],
    ['a member that throws', Object.defineProperty({}, 'a', { enumerable: true, get: () => raise(new Error('no')) })],
  ])('is recorded with %s, which it gets as it is', async (_name, given) => {
    const { recorder, entries } = await recorded()
    const seen: unknown[] = []
    const tools = recorder.wrap({ delete_all: (arg: unknown) => void seen.push(arg) })
    await tools.delete_all(given)
    expect(seen.length).toBe(1)
    expect(Object.is(seen[0], given)).toBe(true)
    expect(await entries()).toMatchObject([{ outcome: 'succeeded', approvalDecision: 'approved' }])
  })

  test('starts at once where it is safe: what is recorded is what it gets', async () => {
    const { recorder, entries } = await recorded()
    const seen: number[] = []
    const tools = recorder.wrap({ read: ({ page }: { readonly page: number }) => void seen.push(page) })
    const shared = { page: 0 }
    const calls = [1, 2, 3].map((page) => {
      shared.page = page
      return tools.read(shared)
    })
    expect(seen).toEqual([1, 2, 3])
    await Promise.all(calls)
    expect((await entries()).map(({ parameters }) => parameters)).toEqual([{ page: 1 }, { page: 2 }, { page: 3 }])
  })

  test('passes on functions, signals and streams, and records their kind', async () => {
    const { recorder, entries } = await recorded()
    const { signal } = new AbortController()
    const onChunk = (): void => {}
    const body = new ReadableStream()
    const seen: unknown[] = []
    const tools = recorder.wrap({ upload: (...args: unknown[]) => seen.push(...args) })
    await tools.upload({ onChunk, body }, signal)
    expect(seen).toEqual([{ onChunk, body }, signal])
    expect(seen[1]).toBe(signal)
    expect((seen[0] as { readonly body: unknown }).body).toBe(body)
    expect(await entries()).toMatchObject([
      { parameters: { args: [{ onChunk: '[function onChunk]', body: '[ReadableStream]' }, '[AbortSignal]'] } },
    ])
  })

  test.each([
    ['throws', () => raise(new TypeError('no such file'))],
    ['rejects', () => Promise.reject(new TypeError('no such file'))],
  ])('that %s throws the same error, and is recorded as failed', async (_name, fail) => {
    const { recorder, entries } = await recorded()
    let thrown: unknown
    const tools = recorder.wrap({
      read: async () => {
        try {
          return await fail()
        } catch (error) {
          thrown = error
          throw error
        }
      },
    })
    expect(await rejection(tools.read())).toBe(thrown)
    expect(await entries()).toMatchObject([{ outcome: 'failed', success: false, error: 'TypeError: no such file' }])
  })

  test.each([undefined, null, 0, ''])('that throws %o is recorded as failed all the same', async (thrown) => {
    const { recorder, entries } = await recorded()
    const tools = recorder.wrap({ read: () => raise(thrown) })
    expect(await rejection(tools.read())).toBe(thrown)
    const [entry] = await entries()
    expect(entry).toMatchObject({ outcome: 'failed', success: false })
    expect(entry?.error).toContain(String(thrown))
  })

  test.each([
    ['has', { has: () => raise(new Error('no')) }],
    ['getPrototypeOf', { getPrototypeOf: () => raise(new Error('no')) }],
    ['ownKeys', { ownKeys: () => raise(new Error('no')) }],
  ])('gives a result that cannot be looked at (%s), and is recorded', async (_name, handler) => {
    const { recorder, entries } = await recorded()
    const result = new Proxy({ a: 1 }, handler)
    expect(Object.is(await recorder.wrap({ write: () => result }).write(), result)).toBe(true)
    expect(await entries()).toMatchObject([{ outcome: 'succeeded' }])
  })

  test('always gives a promise, with the name and the length of the tool', async () => {
    const { recorder } = await recorded()
    const tools = recorder.wrap({
      add: function addition(a: number, b: number) {
        return a + b
      },
    })
    const sum = tools.add(1, 2)
    expect(sum).toBeInstanceOf(Promise)
    expect(await sum).toBe(3)
    expect([tools.add.name, tools.add.length]).toEqual(['addition', 2])
  })

  test('has the members of the tool', async () => {
    const { recorder } = await recorded()
    const key = Symbol('key')
    const read = Object.assign((path: string) => path, { schema: { type: 'string' }, [key]: 1 })
    const { read: wrapped } = recorder.wrap({ read: { run: read } })
    expect(Object.assign({}, wrapped)).toEqual({ schema: read.schema, [key]: 1 })
    expect(await Reflect.apply(wrapped, undefined, ['a'])).toBe('a')
  })

  test('has as `this` what it is called on, and the bare object when it is called on the wrapped one', async () => {
    const { recorder } = await recorded()
    const bare = {
      root: () => 'bare',
      read(this: unknown) {
        return this
      },
      options: {
        folder: '/tmp',
        run(this: unknown) {
          return this
        },
      },
    }
    const tools = recorder.wrap(bare)
    expect(await tools.read()).toBe(bare)
    expect(await tools.options()).toBe(bare.options)
    const other = { read: tools.read }
    expect(await other.read()).toBe(other)
    expect(await Reflect.apply(tools.read, undefined, [])).toBe(undefined)
  })

  test('may be a method of an object of a class, with its private state', async () => {
    class Files {
      readonly root = '/srv'
      #reads = 0
      read(path: string): string {
        this.#reads += 1
        return `${this.root}/${path} ${this.#reads}`
      }
      get reads(): number {
        return this.#reads
      }
    }
    class Archive extends Files {
      list(): readonly string[] {
        return [this.root]
      }
    }
    const { recorder, entries } = await recorded()
    const tools = recorder.wrap(new Archive())
    expect(Object.keys(tools).toSorted()).toEqual(['list', 'read'])
    expect(await tools.read('a')).toBe('/srv/a 1')
    expect(await tools.read('b')).toBe('/srv/b 2')
    expect(await tools.list()).toEqual(['/srv'])
    expect((await entries()).map(({ toolName }) => toolName)).toEqual(['read', 'read', 'list'])
  })

  test('may be of an object of another realm', async () => {
    const { recorder } = await recorded()
    const foreign = runInNewContext('({ read: () => 1 })') as { readonly read: () => number }
    const tools = recorder.wrap(foreign)
    expect(Object.keys(tools)).toEqual(['read'])
    expect(await tools.read()).toBe(1)
  })

  test('keeps any name', async () => {
    const { recorder, entries } = await recorded()
    const tools = recorder.wrap(
      Object.fromEntries(['__proto__', 'constructor', 'then'].map((name) => [name, () => name])),
    )
    for (const name of ['__proto__', 'constructor', 'then']) expect(await tools[name]?.()).toBe(name)
    expect((await entries()).map(({ toolName }) => toolName)).toEqual(['__proto__', 'constructor', 'then'])
  })

  test('records arguments and result as they were, whatever the tool and its caller do with them later', async () => {
    const { recorder, entries } = await recorded({ intentFrom: 'critical' })
    const given = { list: ['a'] }
    const result = { count: 1 }
    const tools = recorder.wrap({
      read: (parameters: typeof given) => {
        parameters.list.push('changed')
        return result
      },
    })
    await tools.read(given)
    result.count = 2
    expect(given.list).toEqual(['a', 'changed'])
    expect(await entries()).toMatchObject([{ parameters: { list: ['a'] }, result: { count: 1 } }])
  })
})

describe('wrap()', () => {
  test.each([
    ['a number', { read: 3 }, /read/],
    ['an object without run', { read: { riskLevel: 'safe' } }, /read.*run/],
    [
      'an unknown risk level',
      { read: { run: () => 1, riskLevel: 'deadly' } },
      /riskLevel of read.*safe, moderate.*deadly/,
    ],
    ['a tool without a name', { '': () => 1 }, /name/],
    ['no object', null, /object of tools/],
  ])('refuses %s', async (_name, tools, message) => {
    const { recorder } = await recorded()
    const wrap = (): unknown => recorder.wrap(tools as never)
    expect(wrap).toThrow(expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringMatching(message) }))
  })
})

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function raise(error: unknown): never {
  throw error
}
