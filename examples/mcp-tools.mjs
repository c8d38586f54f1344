/**
 * The tools of an MCP server, ready for `recorder.wrap()`. A tool takes its arguments and, if the call may be aborted,
 * `{ signal }`. What the server says of a tool goes along as a hint of its risk; `riskLevels` has the last word.
 */
export async function mcpTools(client, riskLevels = {}) {
  const { tools } = await client.listTools()
  return Object.fromEntries(
    tools.map(({ name, annotations }) => [
      name,
      {
        run: (parameters, options) => client.callTool({ name, arguments: parameters }, undefined, options),
        hints: annotations,
        riskLevel: riskLevels[name],
      },
    ]),
  )
}
