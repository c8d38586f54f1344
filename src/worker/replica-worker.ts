/** As much of a browser's `Worker` as a store needs, for types that do without those of browsers. */
export interface ReplicaWorker {
  postMessage(message: unknown, transfer: unknown[]): void
  addEventListener(type: 'error', listener: (event: unknown) => void): void
  terminate(): void
}
