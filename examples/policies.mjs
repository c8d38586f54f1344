import { contains } from './places.mjs'

/**
 * Yes to what the agent does in its own workspace, no to all else. Enough for an example: what a script does that lies in
 * the workspace is not looked at.
 */
export function ownWorkspacePolicy(workspace) {
  return {
    name: 'own-workspace',
    decide({ parameters: { path } }) {
      return typeof path === 'string' && contains(workspace, path)
        ? { decision: 'approved', reason: 'in its own workspace' }
        : { decision: 'rejected', reason: 'not in its own workspace' }
    },
  }
}

/** Yes to everything. */
export const yesPolicy = {
  name: 'yes',
  decide: () => ({ decision: 'approved', reason: 'started with --yes' }),
}
