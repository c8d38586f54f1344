import { execFileSync } from 'node:child_process'
import { attempt, installSystemPackage } from './system-package.mjs'

/** Sees to another program that reads and writes SQLite files, since tests hold ours against it. */
export function ensureSqlite() {
  if (isThere()) return
  attempt(() => installSystemPackage('sqlite3'))
  if (!isThere()) throw new Error('The tests need the program sqlite3, or python3 with its module of that name.')
}

function isThere() {
  const programs = [
    ['sqlite3', '--version'],
    ['python3', '-c', 'import sqlite3'],
  ]
  return programs.some(([command, ...args]) => attempt(() => execFileSync(command, args, { stdio: 'ignore' })))
}
