import { css, type CSSResult } from 'lit'

/** What every element of the inspector begins with: type, controls and focus, drawn with the tokens of the root. */
export const baseStyle: CSSResult = css`
  :host {
    box-sizing: border-box;
    color: var(--audit-text);
    font: 400 var(--audit-size) / 1.45 var(--audit-font);
    font-variant-numeric: tabular-nums;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2,
  h3 {
    color: var(--audit-text-soft);
    font-size: var(--audit-size-m);
    font-weight: 600;
  }
  button,
  input,
  select {
    color: inherit;
    font: inherit;
    font-variant-numeric: inherit;
  }
  button,
  select,
  input:not([type='checkbox'], [type='radio']) {
    min-height: 1.875rem;
    padding: 0 0.625rem;
    border: 1px solid var(--audit-control-line);
    border-radius: var(--audit-radius);
    background: var(--audit-surface);
  }
  /* A finger needs more room than a pointer. */
  @media (pointer: coarse) {
    button,
    select,
    input:not([type='checkbox'], [type='radio']) {
      min-height: 2.25rem;
    }
  }
  /* A button is known by its words; a field is known by its outline alone. */
  button {
    border-color: var(--audit-line);
  }
  button,
  select,
  summary {
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--audit-hover);
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  button.primary {
    border-color: var(--audit-accent);
    background: var(--audit-accent);
    color: var(--audit-on-accent);
    font-weight: 600;
  }
  button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--audit-accent) 88%, var(--audit-text));
  }
  button.danger {
    border-color: var(--audit-danger);
    color: var(--audit-danger);
  }
  button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--audit-text-soft);
  }
  input::placeholder {
    color: var(--audit-text-faint);
    opacity: 1;
  }
  input[type='checkbox'],
  input[type='radio'] {
    accent-color: var(--audit-accent);
  }
  :focus-visible {
    outline: 2px solid var(--audit-accent);
    outline-offset: 1px;
  }
  .mono {
    font-family: var(--audit-mono);
    font-size: 0.95em;
  }
  .soft {
    color: var(--audit-text-soft);
  }
  .faint {
    color: var(--audit-text-faint);
  }
  .clip {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`
