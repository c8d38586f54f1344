/** Where paths lead from one value: whether one ends here, and how they go on. */
export interface PathTree {
  readonly ends: boolean
  readonly next: ReadonlyMap<string, PathTree>
}

/** Paths as a tree. A path is names joined by dots; `*` is any one name. */
export function pathTree(paths: readonly (readonly string[])[]): PathTree {
  const next = new Map<string, PathTree>()
  const names = new Set(paths.flatMap(([name]) => (name === undefined ? [] : [name])))
  for (const name of names) {
    const further = paths.filter(([first]) => first === name).map((path) => path.slice(1))
    next.set(name, pathTree(further))
  }
  return { ends: paths.some(({ length }) => length === 0), next }
}

/** Where the paths that lead to a value lead at its member `name`. */
export function stepInto(trees: readonly PathTree[], name: string): readonly PathTree[] {
  if (trees.length === 0) return trees
  return trees.flatMap(({ next }) => [next.get(name), next.get('*')].filter((tree) => tree !== undefined))
}
