import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import type { RequestOptions } from '@modelcontextprotocol/sdk/shared/protocol.js'
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js'
import { onTestFinished } from 'vitest'
import type { ToolOptions } from '../../../src/index.js'

const programs = {
  everything: import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'),
  filesystem: import.meta.resolve('@modelcontextprotocol/server-filesystem/dist/index.js'),
}

/** A tool of an MCP server as a function. */
export type McpTool = (parameters: Readonly<Record<string, unknown>>, options?: RequestOptions) => Promise<unknown>

/** An MCP server that runs as a process of its own, and what goes over the wire. */
export interface McpServer {
  readonly pid: number
  readonly client: Client
  /** Its tools by name, with its own word on each as hints. */
  readonly tools: Readonly<Record<string, ToolOptions<McpTool>>>
  /** What each call of a tool gave back or threw, in the order in which they ended. */
  readonly gave: readonly unknown[]
  /** What was sent to it since it was ready. */
  readonly sent: readonly JSONRPCMessage[]
  /** What it has said since then. */
  readonly said: readonly JSONRPCMessage[]
  /** Called as a message is about to leave. */
  beforeSending: (message: JSONRPCMessage) => void
}

/** Starts one of the servers of the MCP project over stdio. It has ended once the test is finished. */
export async function startServer(name: keyof typeof programs, folders: readonly string[] = []): Promise<McpServer> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [fileURLToPath(programs[name]), ...folders],
    stderr: 'ignore',
  })
  const client = new Client({ name: 'tallystick-test', version: '1.0.0' })
  await client.connect(transport)
  const { pid } = transport
  if (pid === null) throw new Error(`The server ${name} has ended.`)
  onTestFinished(() => end(client, pid))
  const gave: unknown[] = []
  const tools = await recordableTools(client, gave)
  const server = { pid, client, tools, gave, sent: [], said: [], beforeSending: () => {} }
  listen(transport, server)
  return server
}

async function recordableTools(client: Client, gave: unknown[]): Promise<McpServer['tools']> {
  const { tools } = await client.listTools()
  const runs = tools.map(({ name, annotations }) => {
    const run: McpTool = async (parameters, options) => {
      const call = client.callTool({ name, arguments: { ...parameters } }, undefined, options)
      await call.then(
        (result) => gave.push(result),
        (error: unknown) => gave.push(error),
      )
      return call
    }
    return [name, { run, hints: annotations }] as const
  })
  return Object.fromEntries(runs)
}

function listen(
  transport: StdioClientTransport,
  server: McpServer & { sent: JSONRPCMessage[]; said: JSONRPCMessage[] },
): void {
  const send = transport.send.bind(transport)
  transport.send = (message) => {
    server.beforeSending(message)
    server.sent.push(message)
    return send(message)
  }
  const { onmessage } = transport
  transport.onmessage = (message) => {
    server.said.push(message)
    onmessage?.(message)
  }
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** At once: a client that is closed gives a busy server seconds to end by itself. */
async function end(client: Client, pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  await client.close()
  while (isAlive(pid)) await pause(5)
}

/** Resolves once `condition` holds; the test's own time limit is the only one. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5)
}
