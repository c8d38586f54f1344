import type { AuditEntry } from 'tallystick'
import { make } from './element.js'

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

/** An entry as an item of the list. */
export function entryItem(entry: AuditEntry): HTMLElement {
  const item = make('li', 'entry', '')
  item.dataset['id'] = entry.id
  const when = make('time', 'quiet', time.format(new Date(entry.timestamp)))
  when.setAttribute('datetime', entry.timestamp)
  const head = make('p', 'entry-head', '')
  head.append(make('strong', 'tool', entry.toolName), make('span', `risk ${entry.riskLevel}`, entry.riskLevel), when)
  item.append(head, make('pre', 'parameters', JSON.stringify(entry.parameters, null, 2)))
  return item
}
