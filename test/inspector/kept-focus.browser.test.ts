import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit'
import { expect, test } from 'vitest'
import { repeat } from 'lit/directives/repeat.js'
import { KeptFocus } from '../../src/inspector/kept-focus.js'
import { made, mount } from './mount.js'

/** A row of buttons, of which some can be disabled, and a field to go on with. */
class Buttons extends LitElement {
  static override properties: PropertyDeclarations = { names: { attribute: false }, disabled: { attribute: false } }
  declare names: readonly string[]
  declare disabled: boolean

  constructor() {
    super()
    this.names = ['one', 'two', 'three']
    this.disabled = false
    this.addController(new KeptFocus(this, () => this.renderRoot.querySelector('input')))
  }

  override render(): TemplateResult {
    return html`<input aria-label="field" />${repeat(
        this.names,
        (name) => name,
        (name) => html`<button ?disabled=${this.disabled}>${name}</button>`,
      )}`
  }
}

customElements.define('test-buttons', Buttons)

/** Three buttons, the second of which has the focus, after this was done to them. */
async function after(change: Partial<Buttons>): Promise<Element | null | undefined> {
  const element = await mount(made(Buttons, {}))
  element.renderRoot.querySelectorAll('button')[1]?.focus()
  Object.assign(element, change)
  await element.updateComplete
  return element.shadowRoot?.activeElement
}

test('what is moved by drawing has the focus again', async () => {
  expect((await after({ names: ['three', 'two', 'one'] }))?.textContent).toBe('two')
  expect((await after({ names: ['two', 'three', 'one'] }))?.textContent).toBe('two')
})

test('the focus goes on where what had it is gone or disabled', async () => {
  expect((await after({ names: ['one', 'three'] }))?.localName).toBe('input')
  expect((await after({ disabled: true }))?.localName).toBe('input')
})

test('a focus that is elsewhere stays there', async () => {
  const element = await mount(made(Buttons, {}))
  const outside = document.createElement('button')
  element.after(outside)
  outside.focus()
  element.names = []
  await element.updateComplete
  expect(outside.matches(':focus')).toBe(true)
})
