import { serveDemo as serve } from '../../scripts/serve-demo.mjs'

/** A place where the demo is served. */
export interface ServedDemo {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Builds the demo and serves it on a free port, as `npm run demo` does. */
export function serveDemo(): Promise<ServedDemo> {
  return serve()
}
