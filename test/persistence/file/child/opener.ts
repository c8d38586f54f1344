import { AuditError } from '../../../../src/error.js'
import { filePersistence } from '../../../../src/persistence/file/file-persistence.js'

/** Opens a file and prints what came of it. */
try {
  await filePersistence({ file: JSON.parse(process.argv[2] ?? '') as string, onFault: () => {} })
  console.log('opened')
} catch (error) {
  console.log(error instanceof AuditError ? error.code : error)
}
