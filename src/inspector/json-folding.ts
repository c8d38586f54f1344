import type { JsonValue } from '../entry/entry.js'
import { isBranch, memberCount, membersOf } from './json-node.js'

/** Members of a list or an object that are shown at first, and more at each asking. */
export const sliceLength = 100

/** Rows that open by themselves, at most, beside what is asked for. */
const rowsAtFirst = 30

/** Rows that one asking for everything may open. */
const rowsAtOnce = 1_000

/** The place of a node in its tree: the positions that lead to it, each with a dot before it. The root's is empty. */
export type JsonPath = string

/** The path of a node's member. */
export function memberPath(path: JsonPath, index: number): JsonPath {
  return `${path}.${index}`
}

/** The path of the node that holds this one; null for the root. */
export function parentPath(path: JsonPath): JsonPath | null {
  return path === '' ? null : path.slice(0, path.lastIndexOf('.'))
}

/** A node that may be opened. */
export interface Openable {
  readonly path: JsonPath
  readonly value: JsonValue
}

/** What of a tree is open, and how much of it. */
export class JsonFolding {
  readonly #open: Set<JsonPath> = new Set()
  readonly #members: Map<JsonPath, number> = new Map()
  readonly #texts: Map<JsonPath, number> = new Map()

  /** Opens the root, and below it each level that leaves the tree a small one. */
  constructor(root: JsonValue) {
    let level: readonly Openable[] = [{ path: '', value: root }]
    for (let rows = 0; level.length > 0;) {
      const next = level.flatMap((node) => this.#membersOf(node))
      rows += next.length
      if (rows > rowsAtFirst && level[0]?.path !== '') return
      level.forEach(({ path }) => this.open(path))
      level = rows > rowsAtFirst ? [] : next
    }
  }

  isOpen(path: JsonPath): boolean {
    return this.#open.has(path)
  }

  open(path: JsonPath): void {
    this.#open.add(path)
  }

  close(path: JsonPath): void {
    this.#open.delete(path)
  }

  /** Opens these nodes, one after the other, until a screen could not hold them by far. */
  openAll(nodes: readonly Openable[]): void {
    let left = rowsAtOnce
    for (const { path, value } of nodes) {
      left -= Math.min(memberCount(value), this.membersShown(path))
      if (left < 0) return
      this.open(path)
    }
  }

  /** How many members of a node are shown. */
  membersShown(path: JsonPath): number {
    return this.#members.get(path) ?? sliceLength
  }

  showMoreMembers(path: JsonPath): void {
    this.#members.set(path, this.membersShown(path) + sliceLength)
  }

  /** How much of a node's text is shown, in steps: 0 is its beginning. */
  textStep(path: JsonPath): number {
    return this.#texts.get(path) ?? 0
  }

  showMoreText(path: JsonPath): void {
    this.#texts.set(path, this.textStep(path) + 1)
  }

  /** The members of a node that are seen once it is open. */
  #membersOf({ path, value }: Openable): readonly Openable[] {
    if (!isBranch(value)) return []
    return membersOf(value, 0, this.membersShown(path)).map((member, index) => ({
      path: memberPath(path, index),
      value: member.value,
    }))
  }
}
