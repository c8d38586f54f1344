import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'

/**
 * Starts the MCP file system server that lies in node_modules (no npx, no network) as a process of its own, and connects
 * to it. It refuses whatever lies outside of `folders`. Closing the client ends it.
 */
export async function connectFileServer(folders) {
  const program = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-filesystem/dist/index.js'))
  const client = new Client({ name: 'tallystick-example', version: '1.0.0' })
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [program, ...folders], stderr: 'ignore' }),
  )
  return client
}
