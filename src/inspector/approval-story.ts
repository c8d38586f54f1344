import type { AuditEntry } from '../entry/entry.js'
import { formatDuration } from './format.js'

/** What an entry says about its approval. */
type Approved = Pick<
  AuditEntry,
  'approvalRequired' | 'approvalDecision' | 'approvedBy' | 'approvalTimeMs' | 'outcome' | 'metadata'
>

/**
 * How it came that an action ran or did not, in sentences: whether approval was required and why, who was asked, what was
 * decided by whom and after how long. The reason of the decision is not among them.
 */
export function approvalStory(entry: Approved): readonly string[] {
  return [required(entry), asked(entry), decided(entry)].filter((sentence) => sentence !== null)
}

/** The recorder notes what made a call so risky. */
function required({ approvalRequired, metadata }: Approved): string {
  if (!approvalRequired) return 'Approval was not required.'
  const reason = metadata?.['riskReason']
  return typeof reason === 'string' && reason !== '' ? `Approval was required: ${reason}.` : 'Approval was required.'
}

function asked({ approvalDecision, approvalTimeMs }: Approved): string | null {
  if (approvalTimeMs !== null) return 'A person was asked.'
  return approvalDecision === 'auto' ? 'No person was asked.' : null
}

function decided(entry: Approved): string | null {
  switch (entry.approvalDecision) {
    case 'approved':
      return `${by(entry) ?? 'Somebody'} approved it${after(entry)}.`
    case 'auto':
      return allowed(entry)
    case 'rejected':
      return `${by(entry) ?? 'Nobody'} ${entry.approvedBy === null ? 'approved' : 'rejected'} it${after(entry)}${consequence(entry)}.`
    default:
      return entry.approvalRequired ? 'No decision is recorded.' : null
  }
}

function allowed(entry: Approved): string {
  if (entry.approvedBy === 'similar_match') return 'It passed since a person had approved a call like it.'
  return `${by(entry) ?? 'A policy'} allowed it.`
}

function consequence({ outcome }: Approved): string {
  return outcome === 'denied' ? ', so it did not run' : ''
}

function after({ approvalTimeMs }: Approved): string {
  return approvalTimeMs === null ? '' : ` after ${formatDuration(approvalTimeMs)}`
}

/** A policy is known by its name; `user` is how the recorder calls a person that the approver does not name. */
function by({ approvedBy }: Approved): string | null {
  if (approvedBy === null || approvedBy === '') return null
  if (approvedBy === 'user') return 'The user'
  return approvedBy.startsWith('policy:') ? `The policy “${approvedBy.slice('policy:'.length)}”` : approvedBy
}
