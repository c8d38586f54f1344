import { userEvent } from 'vitest/browser'

/** What is on the clipboard, as a person gets it: by pasting. */
export async function clipboard(): Promise<string> {
  const field = document.createElement('textarea')
  document.body.append(field)
  field.focus()
  await userEvent.keyboard('{Control>}v{/Control}')
  field.remove()
  return field.value
}
