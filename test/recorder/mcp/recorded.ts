import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import {
  type AuditEntry,
  type AuditError,
  type AuditStore,
  createRecorder,
  type Recorder,
  type RecorderOptions,
} from '../../../src/index.js'
import type { McpServer, McpTool } from './server.js'
import { everyEntry, filesBelow, newFile, openStore } from '../../guarantees/place.js'

/** The tools of a server as a recorder gives them back, over a file of a test's own. */
export interface Recorded {
  readonly recorder: Recorder
  readonly store: AuditStore
  /** Calls a recorded tool of the server. */
  readonly call: (toolName: string, ...args: Parameters<McpTool>) => Promise<unknown>
  /** What is on the disk now, in the image and in the journal. */
  readonly onDisk: () => string
  /** The entries of calls that have ended or begun, the oldest first. */
  readonly entries: () => Promise<readonly AuditEntry[]>
  /** The only entry there is. */
  readonly entry: () => Promise<AuditEntry>
}

/** Makes a recorder, of which a test that expects no fault asserts by reading that there was none. */
export async function recorded(server: McpServer, options: Partial<RecorderOptions> = {}): Promise<Recorded> {
  const file = await newFile()
  const { store } = await openStore(file)
  const faults: AuditError[] = []
  const onFault = (fault: AuditError): void => void faults.push(fault)
  const recorder = createRecorder({ store, sessionId: 'mcp', onFault, ...options })
  const tools = recorder.wrap(server.tools)

  async function entries(): Promise<readonly AuditEntry[]> {
    expect(faults).toEqual([])
    return everyEntry(store)
  }

  async function entry(): Promise<AuditEntry> {
    const [first, ...others] = await entries()
    if (!first || others.length > 0)
      throw new Error(`The trail should have one entry, not ${first ? others.length + 1 : 0}.`)
    return first
  }

  function call(toolName: string, ...args: Parameters<McpTool>): Promise<unknown> {
    const tool = tools[toolName]
    if (!tool) throw new Error(`The server has no tool called ${toolName}.`)
    return tool(...args)
  }

  return {
    recorder,
    store,
    call,
    onDisk: () =>
      filesBelow(`${file}.d`)
        .map((path) => readFileSync(path, 'utf8'))
        .join(''),
    entries,
    entry,
  }
}
