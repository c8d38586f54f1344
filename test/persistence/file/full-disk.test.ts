import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { filePersistence } from '../../../src/persistence/file/file-persistence.js'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'

/** A file system of 4 MB; null where this user may not mount one. */
async function smallDisk(): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    await rm(folder, { recursive: true })
    return null
  }
}

async function unmount(folder: string): Promise<void> {
  execFileSync('umount', ['--lazy', folder])
  await rm(folder, { recursive: true })
}

const probe = await smallDisk()
if (probe === null) console.warn('This user may not mount a tmpfs, so a full disk is not tried here: run as root.')
else await unmount(probe)

describe.runIf(probe !== null)('a full disk', () => {
  test('is STORAGE_FULL for appends and images, and both go on once there is room', async () => {
    const disk = (await smallDisk()) ?? ''
    onTestFinished(() => unmount(disk))
    const open = (): Promise<Persistence> => filePersistence({ file: join(disk, 'audit.db'), onFault: () => {} })
    const persistence = await open()
    onTestFinished(() => persistence.close())
    const replica = await Replica.open(persistence)
    const frame = JSON.stringify('x'.repeat(10_000))
    const kept: string[] = []
    const full = await fillByAppending(persistence, frame, kept)
    expect(full).toMatchObject({ code: 'STORAGE_FULL' })
    const overlapping = await Promise.allSettled([1, 2, 3].map(() => persistence.append([frame])))
    expect(overlapping.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await replica.pull()).toEqual(kept)
    await expect(replica.checkpoint()).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    execFileSync('mount', ['-o', 'remount,size=64m', disk])
    await persistence.append(['"after"'])
    await replica.pull()
    expect(await replica.checkpoint()).not.toBeNull()
    expect(await everyFrame(await open())).toEqual([...kept, '"after"'])
  })
})

async function fillByAppending(persistence: Persistence, frame: string, kept: string[]): Promise<unknown> {
  for (;;) {
    try {
      await persistence.append([frame])
      kept.push(frame)
    } catch (error) {
      return error
    }
  }
}
