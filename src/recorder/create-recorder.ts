import { described } from '../entry/complaint.js'
import { AuditError } from '../error.js'
import { isText } from '../rules/rule.js'
import type { Call } from './call.js'
import { checkCall } from './check-call.js'
import { CallRecords } from './call-records.js'
import { CallRunner } from './call-runner.js'
import { checkRecorderOptions } from './check-recorder-options.js'
import { iterablePromise } from './iterable-promise.js'
import { Plan } from './plan.js'
import type { CallRecorder, RecordedCall, Recorder, RecorderOptions } from './recorder.js'
import { recorderSettings } from './recorder-settings.js'
import type { RecordedResult } from './tool.js'
import { type RecordCall, wrapTools } from './wrap.js'

/**
 * Makes a recorder for one session: what it wraps or runs is assessed, approved where that is needed, announced before it
 * runs where it is risky, and recorded with what came of it.
 *
 * @throws AuditError `OPTION_INVALID`, which names the option.
 */
export function createRecorder(options: RecorderOptions): Recorder {
  checkRecorderOptions(options)
  const settings = recorderSettings(options)
  const records = new CallRecords(settings)
  const runner = new CallRunner(settings, records)
  const plans = new Map<string, CallRecorder>()
  return {
    ...callRecorder(runner, new Plan(null)),
    plan: (id) => {
      checkPlanId(id)
      const plan = plans.get(id) ?? callRecorder(runner, new Plan(id))
      plans.set(id, plan)
      return plan
    },
    flush: () => records.flush(),
  }
}

function callRecorder(runner: CallRunner, plan: Plan): CallRecorder {
  const record = (call: Call): Promise<unknown> => runner.run(call, plan)
  return {
    wrap: (tools: object) => wrapTools(tools, record) as never,
    run: <R, P extends object>(call: RecordedCall<P>, action: (parameters: P) => R) =>
      iterablePromise(runOne(record, call, action as (parameters: object) => unknown)) as RecordedResult<R>,
  }
}

async function runOne(
  record: RecordCall,
  call: RecordedCall<object>,
  action: (parameters: object) => unknown,
): Promise<unknown> {
  checkCall(call, action)
  const { parameters = {}, ...rest } = call
  return await record({ ...rest, args: [parameters], run: ([approved]) => action(approved as object) })
}

function checkPlanId(id: unknown): void {
  if (isText(id)) return
  const message = `plan() takes the id of a plan, a text that is not empty, not ${described(id)}.`
  throw new AuditError('OPTION_INVALID', message)
}
