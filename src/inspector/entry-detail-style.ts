import { css, type CSSResult } from 'lit'

/** How the detail of an entry looks. */
export const entryDetailStyle: CSSResult = css`
  :host {
    display: block;
    min-width: 0;
    container-type: inline-size;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--audit-space-2);
  }
  h2 {
    flex: 1 1 8rem;
    min-width: 0;
    color: var(--audit-text);
    font: 600 var(--audit-size-l) / 1.4 var(--audit-mono);
    overflow-wrap: anywhere;
  }
  h2:focus {
    outline: none;
  }
  h2:focus-visible {
    outline: 2px solid var(--audit-accent);
    outline-offset: 2px;
  }
  nav {
    display: flex;
    gap: var(--audit-space-1);
  }
  .icon {
    display: block;
    width: 1rem;
    height: 1rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  /* It keeps the focus, so that one can go back from the end by the other button beside it. */
  nav [aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
  .gone {
    margin-block-start: var(--audit-space-2);
    padding: var(--audit-space-2);
    border-radius: var(--audit-radius);
    background: var(--audit-moderate-soft);
    color: var(--audit-moderate-text);
  }
  .state {
    display: flex;
    align-items: center;
    gap: var(--audit-space-3);
    margin-block: var(--audit-space-2) var(--audit-space-4);
  }
  section {
    margin-block-start: var(--audit-space-4);
    padding-block-start: var(--audit-space-3);
    border-block-start: 1px solid var(--audit-line);
  }
  h3 {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--audit-space-2);
    margin-block-end: var(--audit-space-1);
  }
  h3 .size {
    font-weight: 400;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
    gap: var(--audit-space-1) var(--audit-space-4);
  }
  .facts > div {
    display: grid;
    grid-template-columns: 5rem minmax(0, 1fr);
    align-items: baseline;
    gap: var(--audit-space-2);
  }
  dt {
    color: var(--audit-text-faint);
  }
  dd,
  .story {
    overflow-wrap: anywhere;
  }
  /* How it was decided: what most come for. */
  .story li:last-child:not(:first-child) {
    font-weight: 600;
  }
  dd button.quiet {
    min-height: 1.5rem;
    margin-block: -0.125rem;
    padding: 0;
    color: var(--audit-accent);
  }
  a {
    color: var(--audit-accent);
  }
  time {
    text-decoration: underline dotted var(--audit-control-line);
    text-underline-offset: 0.2em;
    cursor: help;
  }
  .reason {
    margin-block-start: var(--audit-space-1);
    padding-inline-start: var(--audit-space-2);
    border-inline-start: 3px solid var(--audit-line);
    color: var(--audit-text-soft);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .error audit-json {
    padding: var(--audit-space-2);
    border-radius: var(--audit-radius);
    background: var(--audit-danger-soft);
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--audit-space-3);
    margin-block-start: var(--audit-space-4);
  }
`
