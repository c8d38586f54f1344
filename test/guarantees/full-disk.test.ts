import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { AuditError, type AuditStore } from '../../src/index.js'
import { everyEntry, openStore, temporaryFolder } from './place.js'

function mount(folder: string, size: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' })
}

/** A small disk that goes with the test. */
async function smallDisk(size: string): Promise<string> {
  const folder = await temporaryFolder()
  mount(folder, size)
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]))
  return folder
}

/** Whether this user may mount one. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-probe-'))
  try {
    mount(folder, '1m')
    execFileSync('umount', [folder])
    return true
  } catch {
    console.warn('This user may not mount a tmpfs, so a full disk is not tried here: run as root.')
    return false
  } finally {
    rmdirSync(folder)
  }
}

/** Logs until the disk is full, and gives the steps that were acknowledged. */
async function fill(store: AuditStore, name: string, burst: number): Promise<readonly string[]> {
  const steps: string[] = []
  for (let number = 0; ; number += burst) {
    const attempts = Array.from({ length: burst }, (_, index) => log(store, `${name} ${number + index}`))
    const outcomes = await Promise.allSettled(attempts)
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') steps.push(outcome.value)
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected')
    for (const { reason } of failed) expect(reason).toMatchObject({ code: 'STORAGE_FULL' })
    if (failed.length > 0) return steps
  }
}

async function log(store: AuditStore, stepId: string): Promise<string> {
  await store.log({
    sessionId: 's',
    stepId,
    toolName: 'tool',
    riskLevel: 'safe',
    parameters: { data: 'x'.repeat(3000) },
  })
  return stepId
}

async function expectAll(store: AuditStore, steps: readonly string[]): Promise<void> {
  const found = (await everyEntry(store)).map(({ stepId }) => stepId)
  expect(new Set(found).size).toBe(found.length)
  expect(steps.filter((step) => !found.includes(step))).toEqual([])
}

describe.runIf(canMount())('a full disk', () => {
  test.each([1, 8])(
    'fails what it has no room for, %i at a time, and nothing else; with room logging goes on',
    async (burst) => {
      const disk = await smallDisk('6m')
      const filler = join(disk, 'filler')
      await writeFile(filler, Buffer.alloc(4_800_000))
      const file = join(disk, 'audit.db')
      const { store, faults } = await openStore(file)
      const steps = [...(await fill(store, 'first', burst))]
      expect(steps.length).toBeGreaterThan(10)
      await expectAll(store, steps)
      await expect(store.checkpoint()).rejects.toMatchObject({ code: 'STORAGE_FULL' })
      await expect(store.log({} as never)).rejects.toBeInstanceOf(AuditError)
      await rm(filler)
      steps.push(await log(store, 'with room'))
      await store.checkpoint()
      steps.push(...(await fill(store, 'second', burst)))
      await store.close()
      await expectAll((await openStore(file)).store, steps)
      expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['STORAGE_FULL', 'ENTRY_INVALID']))
    },
  )

  test('keeps a purge from happening, not from happening later', async () => {
    const disk = await smallDisk('2m')
    const file = join(disk, 'audit.db')
    const { store } = await openStore(file)
    await store.log({ sessionId: 's', stepId: 'old', toolName: 'tool', riskLevel: 'safe', timestamp: 0 })
    const steps = await fill(store, 'own', 1)
    await expect(store.cleanupOldEntries(1)).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    await expectAll(store, ['old', ...steps])
    execFileSync('mount', ['-o', 'remount,size=12m', disk], { stdio: 'pipe' })
    expect(await store.cleanupOldEntries(1)).toBe(1)
    await expectAll(store, steps)
    expect(await store.get('old')).toBeNull()
    expect(await store.count()).toBe(steps.length)
  })
})
