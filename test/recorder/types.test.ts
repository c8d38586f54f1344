import { describe, expectTypeOf, test } from 'vitest'
import type { createRecorder } from '../../src/recorder/create-recorder.js'

declare const recorder: ReturnType<typeof createRecorder>

const writeFile = async ({ path }: { readonly path: string; readonly content: string }): Promise<number> => path.length
const readFile = (path: string): string => path
const identity = async <T>(value: T): Promise<T> => value
async function* pages(count: number): AsyncGenerator<string, boolean, number> {
  return (yield String(count)) > 1
}
function find(id: number): Promise<number>
function find(name: string): Promise<string>
function find(key: unknown): Promise<unknown> {
  return Promise.resolve(key)
}
function rooted(this: { readonly root: string }, path: string): string {
  return this.root + path
}
function fail(): never {
  throw new Error('always')
}
function start(): Promise<number> & { cancel(): void } {
  return Object.assign(Promise.resolve(1), { cancel: () => {} })
}
const described = Object.assign(async (path: string) => path, { schema: { type: 'string' } })
class Files {
  readonly root = '/'
  #reads = 0
  async read(path: string): Promise<number> {
    return path.length + (this.#reads += 1)
  }
}

// The compiler is what tests these: they are never called.
describe('wrap() in its types', () => {
  test('keeps arguments and results', () => {
    const typed = () =>
      recorder.wrap({
        writeFile,
        readFile,
        identity,
        find,
        rooted,
        options: {
          run: writeFile,
          riskLevel: ({ path }) => (path === '' ? 'safe' : 'critical'),
          failure: (n) => n > 3,
        },
        inline: {
          run: async ({ a }: { readonly a: number }) => a,
          riskLevel: ({ a }) => (a > 1 ? 'safe' : 'moderate'),
        },
      })
    type Tools = ReturnType<typeof typed>
    expectTypeOf<Tools['writeFile']>().toEqualTypeOf<typeof writeFile>()
    expectTypeOf<Tools['options']>().toEqualTypeOf<typeof writeFile>()
    expectTypeOf<Tools['identity']>().toEqualTypeOf<typeof identity>()
    expectTypeOf<Tools['find']>().toEqualTypeOf<typeof find>()
    expectTypeOf<Tools['readFile']>().parameters.toEqualTypeOf<[path: string]>()
    expectTypeOf<Tools['readFile']>().returns.toEqualTypeOf<Promise<string>>()
    expectTypeOf<Tools['rooted']>().thisParameter.toEqualTypeOf<{ readonly root: string }>()
    expectTypeOf<Tools['inline']>().returns.toEqualTypeOf<Promise<number>>()
  })

  test('promises where the bare tool gives less, or more, than a promise', () => {
    const typed = () => recorder.wrap({ fail, start, described })
    type Tools = ReturnType<typeof typed>
    expectTypeOf<Tools['fail']>().returns.toEqualTypeOf<Promise<never>>()
    expectTypeOf<Tools['start']>().returns.toEqualTypeOf<Promise<number>>()
    expectTypeOf<Tools['described']>().toEqualTypeOf<typeof described>()
  })

  test('keeps streams', () => {
    const typed = () =>
      recorder.wrap({ pages, later: () => pages(3), web: { run: () => new ReadableStream<string>() } })
    type Tools = ReturnType<typeof typed>
    expectTypeOf<Tools['pages']>().toEqualTypeOf<typeof pages>()
    expectTypeOf<Awaited<ReturnType<Tools['web']>>>().toEqualTypeOf<ReadableStream<string>>()
    expectTypeOf<ReturnType<Tools['later']>>().toExtend<AsyncIterable<string>>()
  })

  test('takes the methods of an object of a class, and no other members', () => {
    const typed = () => recorder.wrap(new Files())
    expectTypeOf<keyof ReturnType<typeof typed>>().toEqualTypeOf<'read'>()
  })

  test('refuses what is no tool', () => {
    const typed = [
      // @ts-expect-error A number is no tool.
      () => recorder.wrap({ a: 3 }),
      // @ts-expect-error There is no such risk level.
      () => recorder.wrap({ a: { run: readFile, riskLevel: 'deadly' } }),
      // @ts-expect-error The path is a text.
      () => recorder.wrap({ writeFile }).writeFile({ path: 3, content: '' }),
    ]
    expectTypeOf(typed).toExtend<readonly unknown[]>()
  })
})

test('run() in its types gives what the action gives', () => {
  const typed = {
    value: () => recorder.run({ toolName: 'a', parameters: { x: 1 } }, ({ x }) => x),
    promise: () => recorder.run({ toolName: 'a', riskLevel: 'safe' }, async () => 'b'),
    stream: () => recorder.run({ toolName: 'a' }, () => pages(1)),
  }
  expectTypeOf(typed.value).returns.toEqualTypeOf<Promise<number>>()
  expectTypeOf(typed.promise).returns.toEqualTypeOf<Promise<string>>()
  expectTypeOf(typed.stream).returns.toExtend<AsyncIterable<string>>()
})
