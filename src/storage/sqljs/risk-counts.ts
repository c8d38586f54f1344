import { riskLevels } from '../../entry/validate.js'

/** `RiskCounts` of the rows of a group, as a JSON object. */
export const riskCounts: string = `json_object(${riskLevels
  .map((level) => `'${level}', count(*) FILTER (WHERE risk_level = '${level}')`)
  .join(', ')})`
