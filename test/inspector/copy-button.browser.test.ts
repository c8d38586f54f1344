import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { CopyButton } from '../../src/inspector/copy-button.js'
import { clipboard } from './clipboard.js'
import { made, mount } from './mount.js'

/** A page without HTTPS has no `navigator.clipboard`. */
function withoutClipboard(): void {
  Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'clipboard'))
}

test('a text is copied as it is, and that is said until the text is another one', async () => {
  const text = '<b>"quotes"</b>\n\u202E end'
  const element = await mount(made(CopyButton, { text, label: 'Copy it' }))
  await page.getByRole('button', { name: 'Copy it' }).click()
  await expect.element(page.getByRole('status')).toHaveTextContent('Copied')
  expect(await clipboard()).toBe(text)
  element.text = 'another'
  await expect.element(page.getByRole('status')).toHaveTextContent('')
})

test('where there is no clipboard to write to, the older way copies, and the focus stays', async () => {
  withoutClipboard()
  const element = await mount(made(CopyButton, { text: 'older way', label: 'Copy it' }))
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('status')).toHaveTextContent('Copied')
  expect(element.shadowRoot?.activeElement?.textContent).toBe('Copy it')
  expect(await clipboard()).toBe('older way')
})
