import { linkSync } from 'node:fs'
import { AuditError } from '../../error.js'
import { faultCode } from './fault.js'

const unlinkable = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/** Gives a file a second name. False when the name is taken, or the file is gone. */
export function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    const code = faultCode(error) ?? ''
    if (code === 'EEXIST' || code === 'ENOENT') return false
    if (!unlinkable.has(code)) throw error
    const advice =
      'Logging and reading go on, the journal only grows. Keep the trail on another file system (not FAT or exFAT).'
    throw new AuditError('STORAGE_FAILED', `${to} cannot be made: hard links do not work there. ${advice}`, {
      cause: error,
    })
  }
}
