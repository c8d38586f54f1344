/** Why an aim is missed, by the work's letter and the runtime. Stands in the report as long as it is missed. */
export const reasons = {}
