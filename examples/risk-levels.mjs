import { contains } from './places.mjs'

/**
 * How risky the tools are whose name does not say it all; of the others the recorder's classifier makes what it can.
 *
 * The server says of these two that they destroy. What a server says of its tools may raise a risk, which is safe, and
 * would lower one only with `riskClassifier({ trustHints: true })`, which this agent has no need of. That a file in a
 * workspace of its own matters little is something that only the agent's author knows.
 */
export function riskLevels(workspace) {
  const byPlace = ({ path }) => (contains(workspace, path) ? 'moderate' : 'destructive')
  return { write_file: byPlace, edit_file: byPlace }
}
