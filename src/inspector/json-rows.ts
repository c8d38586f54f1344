import type { JsonValue } from '../entry/entry.js'
import { type JsonFolding, type JsonPath, memberPath } from './json-folding.js'
import { isBranch, memberCount, membersOf } from './json-node.js'

/** What the rows of a tree have in common. Levels and positions count from 1. */
interface RowPlace {
  readonly path: JsonPath
  readonly level: number
  readonly position: number
  /** How many rows its parent has. */
  readonly siblings: number
}

/** The row of one value. */
export interface NodeRow extends RowPlace {
  readonly kind: 'node'
  /** What it is called by its parent; null for the root. */
  readonly key: string | number | null
  readonly value: JsonValue
  /** Null where there is nothing to open. */
  readonly isOpen: boolean | null
}

/** The row that shows more members of the node at `of`. */
export interface MoreRow extends RowPlace {
  readonly kind: 'more'
  readonly of: JsonPath
  readonly left: number
}

/** A row of the tree, as it is seen. */
export type JsonRow = NodeRow | MoreRow

/** The rows of what is open, from top to bottom. Looks at nothing that is not. */
export function jsonRows(root: JsonValue, folding: JsonFolding): readonly JsonRow[] {
  const rows: JsonRow[] = []
  addRows(rows, folding, { path: '', level: 1, position: 1, siblings: 1, kind: 'node', key: null, value: root })
  return rows
}

function addRows(rows: JsonRow[], folding: JsonFolding, node: Omit<NodeRow, 'isOpen'>): void {
  const { path, value, level } = node
  const count = memberCount(value)
  const isOpen = count === 0 ? null : folding.isOpen(path)
  rows.push({ ...node, isOpen })
  if (!isOpen || !isBranch(value)) return
  const shown = Math.min(count, folding.membersShown(path))
  const siblings = shown < count ? shown + 1 : shown
  membersOf(value, 0, shown).forEach((member, index) => {
    const place = { path: memberPath(path, index), level: level + 1, position: index + 1, siblings }
    addRows(rows, folding, { ...place, kind: 'node', ...member })
  })
  if (shown === count) return
  const place = { path: memberPath(path, shown), level: level + 1, position: siblings, siblings }
  rows.push({ ...place, kind: 'more', of: path, left: count - shown })
}
