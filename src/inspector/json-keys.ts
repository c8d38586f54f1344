import type { JsonFolding, JsonPath } from './json-folding.js'
import { parentPath } from './json-folding.js'
import type { JsonRow, NodeRow } from './json-rows.js'

/** What a key does in the tree: it may open or close something, and gives the row that is the current one then. */
type KeyAction = (row: JsonRow, rows: readonly JsonRow[], folding: JsonFolding) => JsonPath | undefined

/** The keys of a tree view (WAI-ARIA Authoring Practices, "Tree View"). */
const actions: ReadonlyMap<string, KeyAction> = new Map<string, KeyAction>([
  ['ArrowDown', (row, rows) => rows[rows.indexOf(row) + 1]?.path],
  ['ArrowUp', (row, rows) => rows[rows.indexOf(row) - 1]?.path],
  ['Home', (_row, rows) => rows[0]?.path],
  ['End', (_row, rows) => rows.at(-1)?.path],
  ['ArrowRight', openOrEnter],
  ['ArrowLeft', closeOrLeave],
  ['*', openSiblings],
])

/**
 * Does what a key asks for at a row, and gives the path of the row that is the current one then; null for a key that means
 * nothing to a tree.
 */
export function pressKey(
  key: string,
  current: JsonRow,
  rows: readonly JsonRow[],
  folding: JsonFolding,
): JsonPath | null {
  const action = actions.get(key)
  return action ? (action(current, rows, folding) ?? current.path) : null
}

function openOrEnter(row: JsonRow, rows: readonly JsonRow[], folding: JsonFolding): JsonPath | undefined {
  if (row.kind === 'more' || row.isOpen === null) return undefined
  if (row.isOpen) return rows[rows.indexOf(row) + 1]?.path
  folding.open(row.path)
  return undefined
}

function closeOrLeave(row: JsonRow, _rows: readonly JsonRow[], folding: JsonFolding): JsonPath | undefined {
  if (row.kind === 'node' && row.isOpen === true) folding.close(row.path)
  else return parentPath(row.path) ?? undefined
  return undefined
}

function openSiblings(row: JsonRow, rows: readonly JsonRow[], folding: JsonFolding): undefined {
  const parent = parentPath(row.path)
  folding.openAll(rows.filter((other): other is NodeRow => other.kind === 'node' && parentPath(other.path) === parent))
}
