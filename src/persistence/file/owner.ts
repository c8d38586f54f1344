import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** The process that writes a journal file, so that others can tell whether it is still there. */
export interface Owner {
  /** The machine, its boot and its process namespace: process ids mean something only within all three. */
  readonly host: string
  readonly pid: number
  /** When it started, in the kernel's ticks, since process ids are reused; null where the system does not say. */
  readonly start: string | null
}

/** `elsewhere` is a process of another machine, boot or container, of which nothing can be known from here. */
export type OwnerState = 'alive' | 'dead' | 'elsewhere'

function attempt(read: () => string): string | null {
  try {
    return read()
  } catch {
    return null
  }
}

const host: string = [
  hostname(),
  attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
  attempt(() => readlinkSync('/proc/self/ns/pid')),
].join(' ')

/** Field 22 of /proc/PID/stat (proc_pid_stat(5)); the second field may hold spaces and parentheses. */
function startOf(pid: number): string | null {
  return attempt(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  })
}

/** This process. */
export function thisOwner(): Owner {
  return { host, pid: process.pid, start: startOf(process.pid) }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM says that it is there and belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

/** Whether the owner can still write. Where the system tells no start times, a reused process id counts as alive. */
export function ownerState(owner: Owner): OwnerState {
  if (owner.host !== host) return 'elsewhere'
  if (!isRunning(owner.pid)) return 'dead'
  const start = startOf(owner.pid)
  return start === null || owner.start === null || start === owner.start ? 'alive' : 'dead'
}
