/** The names that lead to a value, from a field of the entry on; `*` is any one name. */
export type Path = readonly string[]

/** How the paths that lead to a value go on at its member `name`. One that ends there is empty. */
export function pathsInto(paths: readonly Path[], name: string): readonly Path[] {
  return paths.filter(([first]) => first === name || first === '*').map((path) => path.slice(1))
}
