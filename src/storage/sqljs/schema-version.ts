/** The version of the schema that this code writes, and the highest that it reads. */
export const schemaVersion = 1
