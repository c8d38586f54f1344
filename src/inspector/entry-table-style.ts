import { css, type CSSResult } from 'lit'

/** How the table of entries looks: columns on wide places, two lines a row on narrow ones. */
export const tableStyle: CSSResult = css`
  :host {
    position: relative;
    display: block;
    min-height: 0;
    background: var(--audit-surface);
  }
  .grid {
    height: 100%;
    overflow: auto;
    overscroll-behavior: contain;
    outline-offset: -2px;
  }
  .all {
    position: relative;
    height: var(--height);
    min-width: 62rem;
  }
  .window {
    position: absolute;
    inset: 0 0 auto;
    transform: translateY(var(--start));
  }
  .head {
    position: sticky;
    z-index: 1;
    top: 0;
    min-width: 62rem;
  }
  .row {
    display: grid;
    grid-template-columns: 13.25rem minmax(9rem, 1fr) 8.25rem minmax(9.5rem, 1fr) 5.25rem 7rem minmax(9.75rem, 2.4fr);
    align-items: center;
    height: var(--audit-row);
    border-bottom: 1px solid var(--audit-line);
    cursor: default;
  }
  .head .row {
    background: var(--audit-canvas);
    color: var(--audit-text-soft);
    font-size: var(--audit-size-m);
    font-weight: 600;
  }
  .cell {
    padding: 0 0.75rem;
    line-height: 1.25rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .zone {
    font-size: var(--audit-size-m);
    color: var(--audit-text-faint);
    font-weight: 400;
  }
  .window .row:hover {
    background: var(--audit-hover);
  }
  .window .row[aria-selected='true'] {
    background: var(--audit-accent-soft);
  }
  .grid:focus-visible .active {
    box-shadow: inset 2px 0 0 var(--audit-accent);
    background: var(--audit-hover);
  }
  .grid:focus-visible .active[aria-selected='true'] {
    background: var(--audit-accent-soft);
  }
  .time,
  .duration {
    font-variant-numeric: tabular-nums;
  }
  .date {
    color: var(--audit-text-faint);
  }
  .tool {
    font-weight: 550;
  }
  .window .duration,
  .head .duration {
    text-align: right;
  }
  .window .words,
  .approved,
  .auto {
    color: var(--audit-text-soft);
  }
  .window .words {
    font-family: var(--audit-mono);
    font-size: var(--audit-size-m);
  }
  .rejected {
    color: var(--audit-danger);
    font-weight: 550;
  }
  .risk {
    margin-left: -0.4375rem;
    vertical-align: top;
  }
  .risk.safe,
  .risk.moderate {
    background: transparent;
    font-weight: 400;
  }
  .sign {
    padding: 0 0.1875rem;
    border-radius: 0.1875rem;
    background: var(--audit-sunken);
    color: var(--audit-danger);
    font-size: 0.85em;
  }
  .fresh {
    position: absolute;
    z-index: 2;
    top: 2.5rem;
    left: 50%;
    border-radius: 1rem;
    box-shadow: var(--audit-shadow);
    transform: translateX(-50%);
  }
  :host([compact]) .all,
  :host([compact]) .head {
    min-width: 0;
  }
  :host([compact]) .head {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
  }
  :host([compact]) .window .row {
    grid-template: 'tool tool end' auto 'words words words' auto 'time decision level' auto / auto 1fr auto;
    align-content: center;
    height: 4.25rem;
    line-height: 1.2rem;
  }
  :host([compact]) .window .cell {
    display: none;
  }
  :host([compact]) .window .tool,
  :host([compact]) .window .end,
  :host([compact]) .window .words,
  :host([compact]) .window .time,
  :host([compact]) .window .decision:not(.faint),
  :host([compact]) .window .level {
    display: block;
  }
  :host([compact]) .tool {
    grid-area: tool;
  }
  :host([compact]) .risk {
    margin: 0 -0.4375rem 0 0;
  }
  :host([compact]) .end,
  :host([compact]) .level {
    text-align: right;
  }
  :host([compact]) .end {
    grid-area: end;
  }
  :host([compact]) .words {
    grid-area: words;
  }
  :host([compact]) .time {
    grid-area: time;
    color: var(--audit-text-faint);
    font-size: var(--audit-size-m);
  }
  :host([compact]) .decision {
    grid-area: decision;
    padding-left: 0;
    font-size: var(--audit-size-m);
  }
  :host([compact]) .level {
    grid-area: level;
  }
  :host([compact]) .fresh {
    top: 0.5rem;
  }
`
