import { rememberApprovals } from 'tallystick'
import { consoleApprover } from './console-approver.mjs'
import { ownWorkspacePolicy, yesPolicy } from './policies.mjs'

/** Who answers when a risky call needs approval, as options for the recorder, and a sentence that says so. */
export function approvals({ yes = false, workspace }) {
  if (yes) return { policies: [yesPolicy], whoAnswers: 'Risky calls are all allowed (--yes), by policy:yes.' }
  if (process.stdin.isTTY) {
    return {
      // An equal call is not always an equal deed: had it run a script, that could have changed since.
      policies: [rememberApprovals()],
      approve: consoleApprover(),
      whoAnswers: 'Before a risky call it asks you. Enter means no.',
    }
  }
  return {
    policies: [ownWorkspacePolicy(workspace)],
    whoAnswers:
      "Nobody is at the terminal: policy:own-workspace allows risky calls in the agent's workspace, and no others.",
  }
}
