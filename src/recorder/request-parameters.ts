import type { JsonObject } from '../entry/entry.js'
import { isObject } from '../entry/from-row.js'
import { toJson } from '../entry/json.js'

/** The whole of any real call, and an end for lists of lists of the same list. */
const shownBudget = 2 ** 23
/** JSON up to this length is sure to be within the budget: a member costs four times its shortest text at most. */
const wholeLength = 2 ** 20

/** The parameters as a person is shown them, and whether that is all there is to them. */
export function requestParameters(
  parameters: object,
  lossless: boolean,
): { readonly parameters: JsonObject; readonly lossless: boolean } {
  const json = parametersJson(parameters, shownBudget)
  return { parameters: json, lossless: lossless && JSON.stringify(json).length < wholeLength }
}

/** Parameters as the store keeps them: what is no object once it is JSON (it has a `toJSON`) under `value`. */
export function parametersJson(parameters: object, budget: number): JsonObject {
  const json = toJson(parameters, budget)
  return isObject(json) ? json : { value: json }
}
