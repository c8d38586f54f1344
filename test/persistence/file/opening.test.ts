import { existsSync, rmSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'
import { bundle, startChild } from '../../child.js'
import { namesBeside, openFile, temporaryFolder } from './place.js'

describe('opening', () => {
  test('leaves no trace before the first append', async () => {
    const folder = await temporaryFolder()
    const { persistence } = await openFile(join(folder, 'deep', 'audit.db'))
    expect(await everyFrame(persistence)).toEqual([])
    expect(await persistence.isEmpty()).toBe(true)
    await persistence.close()
    expect(await readdir(folder)).toEqual([])
  })

  test('makes folders for this user alone, those above too', async () => {
    const folder = await temporaryFolder()
    const file = join(folder, 'deep', 'audit.db')
    const { persistence } = await openFile(file)
    await persistence.append(['"one"'])
    await (await Replica.open(persistence)).checkpoint()
    const modes = [join(folder, 'deep'), `${file}.d`, file].map(async (path) => (await stat(path)).mode & 0o777)
    expect(await Promise.all(modes)).toEqual([0o700, 0o700, 0o600])
  })

  test('takes an empty file for a new one', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    await writeFile(file, '')
    const { persistence } = await openFile(file)
    expect(await persistence.isEmpty()).toBe(true)
    expect(await persistence.readImage()).toBeNull()
    await persistence.append(['"one"'])
    expect(await (await Replica.open(persistence)).checkpoint()).toBe(1)
  })

  test('follows symbolic links, to a file that is not there yet too', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'real'))
    await symlink('real', join(folder, 'linked'))
    await symlink(join('linked', 'audit.db'), join(folder, 'name.db'))
    const left = await openFile(join(folder, 'name.db'))
    const right = await openFile(join(folder, 'real', 'audit.db'))
    await left.persistence.append(['"one"'])
    await (await Replica.open(right.persistence)).checkpoint()
    expect(await everyFrame(left.persistence)).toEqual(['"one"'])
    expect((await readdir(folder)).toSorted()).toEqual(['linked', 'name.db', 'real'])
    expect((await readdir(join(folder, 'real'))).toSorted()).toEqual(['audit.db', 'audit.db.d'])
  })
})

describe('a place that cannot be opened gives a clear error and stays as it is', () => {
  test('a file that is no database', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    await writeFile(file, 'a letter to my mother')
    await expect(openFile(file)).rejects.toMatchObject({ code: 'DATABASE_INVALID' })
    expect(await readFile(file, 'utf8')).toBe('a letter to my mother')
    expect(existsSync(`${file}.d`)).toBe(false)
  })

  test('a folder in its place', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    await mkdir(file)
    await expect(openFile(file)).rejects.toMatchObject({ code: 'DATABASE_UNREADABLE' })
    expect(existsSync(`${file}.d`)).toBe(false)
  })

  test('a file where a folder should be, above it and beside it', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'file'), '')
    await expect(openFile(join(folder, 'file', 'audit.db'))).rejects.toMatchObject({ code: 'DATABASE_UNREADABLE' })
    await writeFile(join(folder, 'audit.db.d'), '')
    await expect(openFile(join(folder, 'audit.db'))).rejects.toMatchObject({ code: 'DATABASE_UNREADABLE' })
  })

  test.each(['file', 'folder'])('a %s that this user may not read', async (what) => {
    const folder = await temporaryFolder()
    const file = join(folder, 'audit.db')
    if (what === 'file') await writeFile(file, 'SQLite format 3\0')
    await chmod(folder, what === 'file' ? 0o755 : 0o555)
    if (what === 'file') await chmod(file, 0)
    // Root may do everything, so the program runs as somebody else then.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
    const child = startChild(await bundle(new URL('child/opener.ts', import.meta.url)), file, user)
    expect(await child.ended).toBe(0)
    expect(child.lines).toEqual(['DATABASE_UNREADABLE'])
    expect(existsSync(`${file}.d`)).toBe(false)
  })
})

describe('a journal file', () => {
  test('comes after those before it, though the clock was set back', async () => {
    let now = Date.now()
    const { persistence } = await openFile(join(await temporaryFolder(), 'audit.db'), () => now)
    await persistence.append(['"one"'])
    now += 7_200_000
    await persistence.append(['"two"'])
    now -= 86_400_000
    await persistence.append(['"three"'])
    expect(await everyFrame(persistence)).toEqual(['"one"', '"two"', '"three"'])
  })

  test('goes on where the folder cannot be listed for a while', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    let now = 0
    const { persistence } = await openFile(file, () => (now += 10_000))
    await persistence.append(['"before"'])
    await rename(`${file}.d`, `${file}.away`)
    await writeFile(`${file}.d`, 'no folder')
    await persistence.append(['"meanwhile"'])
    await rm(`${file}.d`)
    await rename(`${file}.away`, `${file}.d`)
    await persistence.append(['"after"'])
    expect(await everyFrame(persistence)).toEqual(['"before"', '"meanwhile"', '"after"'])
  })

  test('that somebody removes is written again before anything in it is acknowledged', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    const { persistence } = await openFile(file)
    await persistence.append(['"acknowledged before"'])
    const [journal = ''] = await namesBeside(file, 'journal-')
    const appended = [persistence.append(['"one"']), persistence.append(['"two"'])]
    rmSync(join(`${file}.d`, journal))
    await Promise.all(appended)
    await persistence.append(['"three"'])
    expect(await everyFrame((await openFile(file)).persistence)).toEqual(['"one"', '"two"', '"three"'])
  })

  test('of a process that only appends goes, some time after others covered it', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    let time = Date.now()
    const appender = await openFile(file, () => time)
    const { persistence } = await openFile(file)
    await appender.persistence.append(['"one"'])
    const [first = ''] = await namesBeside(file, 'journal-')
    await (await Replica.open(persistence)).checkpoint()
    time += 2000
    await appender.persistence.append(['"two"'])
    await appender.persistence.append(['"three"'])
    await appender.persistence.append(['"four"'])
    const replica = await Replica.open(persistence)
    await replica.checkpoint()
    expect(await namesBeside(file, 'journal-')).not.toContain(first)
    expect(await everyFrame(persistence)).toEqual(['"one"', '"two"', '"three"', '"four"'])
  })

  test('holds nothing of what a purge removed, though more was appended meanwhile', async () => {
    const file = join(await temporaryFolder(), 'audit.db')
    const { persistence } = await openFile(file)
    await persistence.append(['"one"', '"secret"'])
    const replica = await Replica.open(persistence)
    await replica.checkpoint()
    await persistence.append(['"secret too"'])
    await replica.pull()
    await persistence.append(['"late"'])
    await replica.purge((frame) => !frame.includes('secret'))
    for (const name of await namesBeside(file, '')) {
      expect(await readFile(join(`${file}.d`, name), 'utf8')).not.toContain('secret')
    }
    expect(await readFile(file, 'utf8')).not.toContain('secret')
    expect(await everyFrame(persistence)).toEqual(['"one"', '"late"'])
  })

  test('whose append is not awaited and fails brings no process down', async () => {
    const { persistence } = await openFile(join(await temporaryFolder(), 'audit.db'))
    await persistence.close()
    void persistence.append(['"late"'])
    await new Promise((resolve) => setImmediate(resolve))
    await expect(persistence.append(['"late"'])).rejects.toMatchObject({ code: 'STORE_CLOSED' })
  })
})
