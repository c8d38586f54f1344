import { html, nothing, type TemplateResult } from 'lit'
import type { JsonValue } from '../entry/entry.js'
import { type Cut, memberCut, textCut } from './cut-marker.js'
import { formatCount, formatNoun } from './format.js'
import { sliceLength } from './json-folding.js'
import { isBranch, isList, memberCount } from './json-node.js'
import type { MoreRow, NodeRow } from './json-rows.js'
import { brief, shownBeginning } from './json-text.js'
import { shownBriefly, shownText } from './shown-text.js'
import { visibleText } from './visible-text.js'

/** Characters of a key or of a row's name that are shown. */
const mostOfKey = 120

/** What is shown of a node: its key, what it is or holds, and how to see more of it. What a root is called stands above the tree. */
export function nodeContent(row: NodeRow, textStep: number): TemplateResult {
  const isLoneLeaf = row.key === null && row.isOpen === null
  return html`${isLoneLeaf ? nothing : fold(row)}<span class="content"
      >${keyOf(row.key)}${valueOf(row, textStep)}</span
    >`
}

/** What the row says that shows more members. */
export function moreContent(row: MoreRow): TemplateResult {
  return html`${fold(null)}<span class="content more">${moreName(row)}</span>`
}

/** What a row is called: its key, and what it is or holds, in a line. */
export function rowName(row: NodeRow, label: string): string {
  const key = row.key === null ? label : String(row.key)
  return `${plain(key)}: ${plain(summary(row))}`
}

/** What the row is called that shows more members. */
export function moreName({ left }: MoreRow): string {
  const next = Math.min(left, sliceLength)
  return next === left ? `Show ${formatCount(left)} more` : `Show ${next} more of ${formatCount(left)}`
}

/** Whether a text is longer than what is shown of it. */
export function hasMoreText(value: JsonValue, textStep: number): boolean {
  return typeof value === 'string' && shownBeginning(textCut(value).text, textStep).left > 0
}

function fold(row: NodeRow | null): TemplateResult {
  if (row === null || row.isOpen === null) return html`<span class="fold" aria-hidden="true"></span>`
  return html`<span class="fold ${row.isOpen ? 'open' : 'closed'}" data-do="fold" aria-hidden="true"></span>`
}

function keyOf(key: NodeRow['key']): TemplateResult | typeof nothing {
  if (key === null) return nothing
  const kind = typeof key === 'number' ? 'index' : 'key'
  return html`<span class=${kind}>${shownBriefly(String(key), mostOfKey)}</span><span class="colon">: </span>`
}

function valueOf(row: NodeRow, textStep: number): TemplateResult {
  const { key, value } = row
  const left = memberCut(key, value)
  if (left !== null) return cutNote(left)
  if (typeof value === 'string') return textOf(value, textStep)
  if (isBranch(value)) return html`<span class="held">${held(value)}</span>`
  return html`<span class=${value === null ? 'null' : typeof value}>${String(value)}</span>`
}

function textOf(value: string, step: number): TemplateResult {
  const { text, cut } = textCut(value)
  const { text: shown, left, isNextLast } = shownBeginning(text, step)
  const more = left > 0 ? moreText(left, isNextLast) : nothing
  return html`<span class="string">"${shownText(shown)}${left > 0 ? '…' : '"'}</span
    >${more}${cut ? cutNote(cut) : nothing}`
}

function moreText(left: number, isNextLast: boolean): TemplateResult {
  const label = isNextLast ? 'Show all' : 'Show more'
  return html` <button type="button" class="text-more" data-do="text" tabindex="-1">
    ${label}<span class="faint"> (${formatCount(left)} left)</span>
  </button>`
}

function cutNote({ count, what }: Cut): TemplateResult {
  const one = what.slice(0, -1)
  return html` <span class="cut">${formatNoun(count, one, what)} cut when it was recorded</span>`
}

function summary({ key, value }: NodeRow): string {
  const cut = memberCut(key, value)
  if (cut) return `${formatCount(cut.count)} ${cut.what} cut when it was recorded`
  if (isBranch(value)) return held(value)
  return typeof value === 'string' ? `"${brief(value, mostOfKey)}"` : String(value)
}

function held(value: Parameters<typeof isList>[0]): string {
  const count = memberCount(value)
  if (isList(value)) return count === 0 ? '[] no items' : `[…] ${formatNoun(count, 'item', 'items')}`
  return count === 0 ? '{} no keys' : `{…} ${formatNoun(count, 'key', 'keys')}`
}

function plain(text: string): string {
  return visibleText(brief(text, mostOfKey)).replaceAll(/\s+/g, ' ')
}
