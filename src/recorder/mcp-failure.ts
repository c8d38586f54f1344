/**
 * What is wrong with a result that has `isError: true`, as the tools of MCP give it: the text of its content. Null for
 * every other result.
 */
export function mcpFailure(result: unknown): string | null {
  if (!hasMember(result, 'isError') || result.isError !== true) return null
  const content = hasMember(result, 'content') && Array.isArray(result.content) ? result.content : []
  const texts = content.flatMap((item: unknown) => (hasMember(item, 'text') ? [String(item.text)] : []))
  return texts.join('\n') || 'The tool says that it failed, and not why.'
}

function hasMember<Name extends string>(value: unknown, name: Name): value is Readonly<Record<Name, unknown>> {
  return typeof value === 'object' && value !== null && name in value
}
