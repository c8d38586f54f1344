import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { AuditError } from '../../src/error.js'
import { memoryMedium, memoryPersistence } from '../../src/persistence/memory/memory.js'
import type { Persistence } from '../../src/persistence/persistence.js'
import { faultyPersistence } from '../../src/testing/index.js'
import type { FaultMoment, FaultyOperation } from '../../src/testing/index.js'
import type { Action, Trail } from './trail.js'
import { TrailModel } from './trail-model.js'
import type { Result } from './trail-model.js'

/** One step of a run. */
export type Command =
  | { readonly kind: 'log'; readonly count: number }
  | { readonly kind: 'logTogether'; readonly count: number }
  | { readonly kind: 'begin' | 'settle' | 'retry' | 'read' | 'checkpoint' | 'reopen' }
  | { readonly kind: 'purge'; readonly keep: number; readonly reopen: boolean }
  /** What a second trail does at the same place, on a persistence that never fails. */
  | { readonly kind: 'elsewhere'; readonly does: 'read' | 'checkpoint' | 'log' }

/** Which calls fail: `count` calls of `operation` (or of all), from the `at`th on. */
export interface Faults {
  readonly operation: FaultyOperation | 'any'
  readonly at: number
  readonly count: number
  readonly moment: FaultMoment
}

/** Every operation that a storage adapter calls. */
export const operations: readonly FaultyOperation[] = [
  'append',
  'isEmpty',
  'readImage',
  'readJournal',
  'writeImage',
  'readMark',
  'writeMark',
  'flush',
  'close',
]

const how = {
  count: fc.integer({ min: 1, max: 3 }),
  moment: fc.constantFrom('before' as const, 'after' as const),
}

/** Mostly such that short runs come across them. */
export const anyFaults: fc.Arbitrary<Faults> = fc.oneof(
  fc.record({ ...how, operation: fc.constant('append' as const), at: fc.integer({ min: 1, max: 8 }) }),
  fc.record({
    ...how,
    operation: fc.constantFrom('writeImage' as const, 'readImage' as const),
    at: fc.constantFrom(1, 2, 3),
  }),
  fc.record({ ...how, operation: fc.constantFrom(...operations), at: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ ...how, operation: fc.constant('any' as const), at: fc.integer({ min: 1, max: 30 }) }),
)

const counted = fc.integer({ min: 1, max: 4 })

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  counted.map((count): Command => ({ kind: 'log', count })),
  counted.map((count): Command => ({ kind: 'log', count })),
  counted.map((count): Command => ({ kind: 'logTogether', count })),
  fc.constantFrom<Command>({ kind: 'begin' }, { kind: 'settle' }),
  fc.constantFrom<Command>({ kind: 'retry' }, { kind: 'read' }),
  fc.constantFrom<Command>({ kind: 'checkpoint' }, { kind: 'reopen' }),
  fc
    .record({ keep: fc.nat(4), reopen: fc.boolean() })
    .map(({ keep, reopen }): Command => ({ kind: 'purge', keep, reopen })),
  fc
    .constantFrom('read' as const, 'checkpoint' as const, 'log' as const)
    .map((does): Command => ({ kind: 'elsewhere', does })),
)

export const anyCommands: fc.Arbitrary<Command[]> = fc.array(anyCommand, { minLength: 1, maxLength: 30, size: 'max' })

/** Uses every operation of a persistence, most of them more than once. */
export const script: readonly Command[] = [
  { kind: 'log', count: 3 },
  { kind: 'read' },
  { kind: 'begin' },
  { kind: 'checkpoint' },
  { kind: 'settle' },
  { kind: 'retry' },
  { kind: 'reopen' },
  { kind: 'log', count: 2 },
  { kind: 'elsewhere', does: 'checkpoint' },
  { kind: 'logTogether', count: 3 },
  { kind: 'read' },
  { kind: 'purge', keep: 3, reopen: false },
  { kind: 'read' },
  { kind: 'log', count: 2 },
  { kind: 'retry' },
  { kind: 'checkpoint' },
  { kind: 'elsewhere', does: 'read' },
  { kind: 'purge', keep: 1, reopen: true },
  { kind: 'reopen' },
  { kind: 'read' },
]

/** Runs commands against a trail whose persistence fails as told, and checks every reading against the model. */
export async function runTrail(
  openTrail: (persistence: Persistence) => Promise<Trail>,
  commands: readonly Command[],
  faults: Faults | null,
): Promise<{ readonly injected: number; readonly calls: number }> {
  const run = new TrailRun(openTrail, faults)
  return run.all(commands)
}

class TrailRun {
  readonly #openTrail: (persistence: Persistence) => Promise<Trail>
  readonly #faults: Faults | null
  readonly #medium = memoryMedium()
  readonly #model = new TrailModel()
  #trail: Trail | null = null
  #elsewhere: Trail | null = null
  #time = 0
  #purges = 0
  #rejected: readonly Action[] = []
  #calls = 0
  #injected = 0
  /** Whether the trail failed without a fault below it, and so has said that it is broken. */
  #broken = false

  constructor(openTrail: (persistence: Persistence) => Promise<Trail>, faults: Faults | null) {
    this.#openTrail = openTrail
    this.#faults = faults
  }

  async all(commands: readonly Command[]): Promise<{ readonly injected: number; readonly calls: number }> {
    for (const command of commands) await this.#do(command)
    await this.#close()
    await this.#elsewhere?.close()
    const last = await this.#openTrail(memoryPersistence({ medium: this.#medium }))
    this.#model.read(await last.read())
    await last.close()
    return { injected: this.#injected, calls: this.#calls }
  }

  async #do(command: Command): Promise<unknown> {
    switch (command.kind) {
      case 'log':
        return this.#log(this.#newActions(command.count))
      case 'logTogether':
        return Promise.all(this.#newActions(command.count).map((action) => this.#log([action])))
      case 'retry':
        return this.#rejected.length > 0 && this.#log(this.#rejected)
      case 'begin':
        return this.#begin()
      case 'settle':
        return this.#settle()
      case 'read':
        return this.#read()
      case 'checkpoint':
        return this.#try((trail) => trail.checkpoint())
      case 'reopen':
        return this.#close()
      case 'purge':
        return this.#purge(command)
      case 'elsewhere':
        return this.#doElsewhere(command.does)
    }
  }

  async #log(actions: readonly Action[]): Promise<void> {
    const result = await this.#try((trail) => trail.log(actions))
    this.#model.logged(actions, result)
    this.#rejected = result === 'rejected' ? actions : []
  }

  async #begin(): Promise<void> {
    for (const action of this.#newActions(1)) this.#model.began(action, await this.#try((trail) => trail.begin(action)))
  }

  async #settle(): Promise<void> {
    for (const action of this.#model.pending.slice(0, 1)) {
      this.#model.settled(action, await this.#try((trail) => trail.settle(action)))
    }
  }

  async #read(): Promise<Result> {
    return this.#try(async (trail) => this.#model.read(await trail.read()))
  }

  /** After a purge that was rejected, the next read that succeeds tells whether it happened. */
  async #purge({ keep, reopen }: { readonly keep: number; readonly reopen: boolean }): Promise<void> {
    this.#purges += 1
    const before = (this.#time - keep) * 1000 - this.#purges
    const result = await this.#try((trail) => trail.purge(before))
    this.#model.purged(before, result)
    if (result === 'resolved') return
    if (reopen) await this.#close()
    for (let reads = 0; (await this.#read()) === 'rejected'; reads += 1) {
      assert.ok(reads < 10, 'a trail is readable again, once it was opened anew')
      if (this.#broken) await this.#close()
    }
  }

  async #doElsewhere(does: 'read' | 'checkpoint' | 'log'): Promise<void> {
    this.#elsewhere ??= await this.#openTrail(memoryPersistence({ medium: this.#medium }))
    if (does === 'checkpoint') return this.#elsewhere.checkpoint()
    if (does === 'read') return this.#model.read(await this.#elsewhere.read())
    const actions = this.#newActions(1)
    await this.#elsewhere.log(actions)
    this.#model.logged(actions, 'resolved')
  }

  #newActions(count: number): readonly Action[] {
    return Array.from({ length: count }, () => {
      this.#time += 1
      return { id: `action ${this.#time}`, at: this.#time * 1000 }
    })
  }

  async #try(call: (trail: Trail) => Promise<void>): Promise<Result> {
    const injected = this.#injected
    try {
      this.#trail ??= await this.#openTrail(this.#faulty())
      await call(this.#trail)
      assert.ok(!this.#broken, 'a trail that failed by itself does not go on as if nothing were')
      return 'resolved'
    } catch (error) {
      if (!(error instanceof AuditError)) throw error
      assert.notEqual(error.code, 'STORE_CLOSED')
      if (injected === this.#injected) this.#broken = true
      return 'rejected'
    }
  }

  async #close(): Promise<void> {
    const trail = this.#trail
    if (trail) await this.#try(() => trail.close())
    this.#trail = null
    this.#broken = false
  }

  #faulty(): Persistence {
    return faultyPersistence(memoryPersistence({ medium: this.#medium }), (operation) => {
      if (!this.#faults || (this.#faults.operation !== 'any' && this.#faults.operation !== operation)) return null
      this.#calls += 1
      const { at, count, moment } = this.#faults
      if (this.#calls < at || this.#calls >= at + count) return null
      this.#injected += 1
      return moment
    })
  }
}
