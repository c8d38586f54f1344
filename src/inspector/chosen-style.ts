import { css, type CSSResult } from 'lit'

/** How a row, a session or a bar that is chosen is known without its colour: by an edge, and where the system sets the colours by an outline. */
export const chosenStyle: CSSResult = css`
  .session[aria-pressed='true'],
  .window .row[aria-selected='true'] {
    box-shadow: inset 3px 0 0 var(--audit-accent);
  }
  @media (forced-colors: active) {
    .session[aria-pressed='true'],
    .window .row[aria-selected='true'],
    .bars > [aria-selected='true'],
    .toggle.set {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .grid:focus-visible .active {
      outline: 2px dashed Highlight;
      outline-offset: -2px;
    }
  }
`
