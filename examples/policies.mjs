import { contains } from './places.mjs'

/** These change nothing, whatever the file that they are run on holds. */
const harmlessCommands = new Set(['node --check'])

/**
 * Yes to what the agent does to a file of its own workspace, commands among it that are known to be harmless; no to all else.
 *
 * @returns {import('tallystick').ApprovalPolicy}
 */
export function ownWorkspacePolicy(workspace) {
  return {
    name: 'own-workspace',
    decide({ parameters: { path, command } }) {
      if (typeof path !== 'string' || !contains(workspace, path)) return no('not in its own workspace')
      if (command !== undefined && !harmlessCommands.has(command)) return no('not a command known to be harmless')
      return { decision: 'approved', reason: 'in its own workspace' }
    },
  }
}

const no = (reason) => ({ decision: 'rejected', reason })

/** Yes to everything. */
export const yesPolicy = {
  name: 'yes',
  decide: () => ({ decision: 'approved', reason: 'started with --yes' }),
}
