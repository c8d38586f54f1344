/** What an element of the inspector tells those around it; it bubbles, out of shadow roots too. */
export function inspectorEvent<Detail>(name: string, detail?: Detail): CustomEvent<Detail> {
  return new CustomEvent(name, { bubbles: true, composed: true, ...(detail !== undefined && { detail }) })
}
