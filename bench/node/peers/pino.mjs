import { join } from 'node:path'
import pino from 'pino'

/** A logger: a line of JSON for each row, which nothing can be asked of. */
export async function open({ folder }, options) {
  const destination = pino.destination({ dest: join(folder, 'audit.log'), sync: true, ...options })
  const logger = pino({ base: null }, destination)
  return {
    form: 'row',
    log: (row) => logger.info(row),
    close: () => destination.end(),
  }
}
