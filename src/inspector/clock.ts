import type { ReactiveController, ReactiveControllerHost } from 'lit'

const tickMs = 30_000

/** Draws its host again now and then, so that what it says of how long ago something was stays true. */
export class Clock implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#host.requestUpdate(), tickMs)
  }

  hostDisconnected(): void {
    clearInterval(this.#timer)
  }
}
