/** The words of a tool's name, in lower case. */
export interface NameWords {
  /** The parts before the last: `mcp` and `github` in `mcp__github__create_issue`. They say where, not what. */
  readonly namespaces: readonly (readonly string[])[]
  /** The last part: what the tool does. */
  readonly own: readonly string[]
}

// MCP clients write `mcp__server__tool`; modules, channels and paths the others.
const betweenParts = /__+|[.:/\\#]+/u

// HTTPGet is two words, and so is readURL; a digit or a sign is part of none.
const word = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lt}\p{Lm}\p{Lo}\p{M}]+/gu

/** Takes a tool's name apart: `snake_case`, `camelCase`, `kebab-case`, full-width letters; dots, colons and `__` between parts. */
export function nameWords(name: string): NameWords {
  const parts = name.normalize('NFKC').split(betweenParts).map(wordsOf)
  const spoken = parts.filter((words) => words.length > 0)
  return { namespaces: spoken.slice(0, -1), own: spoken.at(-1) ?? [] }
}

function wordsOf(part: string): string[] {
  return (part.match(word) ?? []).map((text) => text.toLowerCase())
}
