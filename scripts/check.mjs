import { runGate } from './gate.mjs'

// The one gate of the project. `npm test` is the same, after it has seen to what the gate needs.
if (!(await runGate())) process.exitCode = 1
