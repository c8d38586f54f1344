import { css, type CSSResult, html, type TemplateResult } from 'lit'
import { brief } from './json-text.js'
import { textParts } from './visible-text.js'

/** A text of unknown origin as text alone, with a visible sign in place of each character that nobody would see. */
export function shownText(text: string): readonly (string | TemplateResult)[] {
  return textParts(text).map((part) =>
    typeof part === 'string' ? part : html`<span class="sign" title=${part.name}>${part.shown}</span>`,
  )
}

/** The beginning of such a text, for places that hold a line or two. */
export function shownBriefly(text: string, length: number = 300): readonly (string | TemplateResult)[] {
  return shownText(brief(text, length))
}

/** How `shownText()` looks. What is around it decides the font. */
export const shownTextStyle: CSSResult = css`
  .sign {
    padding: 0 0.15em;
    border: 1px solid currentColor;
    border-radius: 0.2em;
    font-size: 0.8em;
    unicode-bidi: isolate;
  }
`
