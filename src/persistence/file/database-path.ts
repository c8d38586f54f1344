import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { ifPresent } from './fault.js'

/** Where a trail lies. */
export interface DatabasePath {
  /** The database, symbolic links resolved. */
  readonly file: string
  /** The folder that the database lies in. */
  readonly parent: string
  /** Journal, images and marks: the database's name and `.d`. */
  readonly folder: string
}

const longestChain = 40

/** Follows every symbolic link, also one whose target is not there yet, so that two names of one file share one journal. */
export function databasePath(file: string): DatabasePath {
  const target = realTarget(resolve(file), longestChain)
  return { file: target, parent: dirname(target), folder: `${target}.d` }
}

function realTarget(path: string, links: number): string {
  const real = ifPresent(() => realpathSync(path), null)
  if (real !== null) return real
  const isLink = ifPresent(() => lstatSync(path).isSymbolicLink(), false)
  if (isLink && links > 0) return realTarget(resolve(dirname(path), readlinkSync(path)), links - 1)
  return dirname(path) === path ? path : join(realTarget(dirname(path), links), basename(path))
}
