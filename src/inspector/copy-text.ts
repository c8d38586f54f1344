/**
 * Puts a text on the clipboard, and says whether it is there. Where a page may not use the clipboard (no HTTPS, a permission
 * denied), the older way is tried, which needs an element that can be selected within `around`.
 */
export async function copyText(text: string, around: HTMLElement): Promise<boolean> {
  try {
    await globalThis.navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text, around)
  }
}

function copySelected(text: string, around: HTMLElement): boolean {
  const field = around.ownerDocument.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.style.setProperty('position', 'fixed')
  field.style.setProperty('opacity', '0')
  const root = around.shadowRoot ?? around
  const active = around.shadowRoot?.activeElement
  root.append(field)
  field.select()
  const copied = execCopy(around.ownerDocument)
  field.remove()
  if (active instanceof HTMLElement) active.focus({ preventScroll: true })
  return copied
}

/** Deprecated, and the only way there is outside of secure contexts. */
function execCopy(page: Document): boolean {
  // oxlint-disable-next-line typescript/no-deprecated -- see above
  return page.execCommand('copy')
}
