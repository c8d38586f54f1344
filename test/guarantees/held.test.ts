import { expect, test } from 'vitest'
import type { AuditEntry, AuditStore } from '../../src/index.js'
import { holdSql } from '../sqlite-program.js'
import { newFile, openStore } from './place.js'
import { insertSeventeen, seventeenRow } from './seventeen.js'

const log = (store: AuditStore, stepId: string): Promise<AuditEntry> =>
  store.log({ sessionId: 'ours', stepId, toolName: 'tool', riskLevel: 'safe' })

const stepsOf = async (store: AuditStore, sessionId: string): Promise<readonly string[]> =>
  (await store.query({ sessionId })).map(({ stepId }) => stepId).toSorted()

test('a program that holds the file in WAL mode for a while keeps images waiting, and nobody from logging and asking', async () => {
  const file = await newFile()
  const { store } = await openStore(file)
  await log(store, 'before')
  await store.checkpoint()
  const row = insertSeventeen([seventeenRow({ step_id: 'held' })])
  const holder = await holdSql(file, `PRAGMA journal_mode = WAL; ${row}`)
  await log(store, 'meanwhile')
  await expect(store.checkpoint()).rejects.toMatchObject({ code: 'DATABASE_BUSY' })
  expect(await stepsOf(store, 'ours')).toEqual(['before', 'meanwhile'])
  await holder.close()
  expect(await stepsOf(store, 'session')).toEqual(['held'])
  await store.checkpoint()
  await store.close()
  const again = await openStore(file)
  expect(await stepsOf(again.store, 'session')).toEqual(['held'])
  expect(await stepsOf(again.store, 'ours')).toEqual(['before', 'meanwhile'])
})
