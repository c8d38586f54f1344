import { css, type CSSResult } from 'lit'

/** How the parts of the inspector are laid out: beside one another, or one above the other on a phone. */
export const inspectorStyle: CSSResult = css`
  :host {
    position: relative;
    /* Whatever the page says: its parts have their places in a grid, and the rows that are drawn depend on that. */
    display: grid !important;
    grid-template: auto auto minmax(0, 1fr) / 16.5rem minmax(0, 1fr) auto;
    grid-template-areas: 'bar bar bar' 'notice notice notice' 'sessions main detail';
    height: min(60rem, 100dvh);
    min-height: 24rem;
    background: var(--audit-surface);
    text-align: left;
    overflow: hidden;
  }
  .bar {
    grid-area: bar;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
    min-height: 3rem;
    padding: 0.375rem 1rem;
    border-bottom: 1px solid var(--audit-line);
  }
  .bar h2 {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    color: var(--audit-text);
    font-size: var(--audit-size-l);
    letter-spacing: -0.005em;
    white-space: nowrap;
  }
  .logo {
    width: 1rem;
    fill: none;
    stroke: var(--audit-accent);
    stroke-width: 1.75;
    stroke-linecap: round;
  }
  .place:empty {
    display: none;
  }
  .place {
    min-width: 0;
    color: var(--audit-text-faint);
  }
  .live {
    display: inline-flex;
    gap: 0.375rem;
    align-items: center;
    padding: 0 0.5rem;
    border-radius: 1rem;
    background: var(--audit-safe-soft);
    color: var(--audit-safe-text);
    font-size: var(--audit-size-m);
    font-weight: 550;
    line-height: 1.25rem;
  }
  .live::before {
    width: 0.375rem;
    height: 0.375rem;
    border-radius: 50%;
    background: currentColor;
    content: '';
  }
  .bar.file {
    background: var(--audit-moderate-soft);
  }
  audit-actions {
    margin-left: auto;
  }
  .notices {
    grid-area: notice;
  }
  .notice {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    padding: 0.5rem 1rem;
    border-bottom: 1px solid var(--audit-line);
    background: var(--audit-moderate-soft);
    color: var(--audit-moderate-text);
  }
  .notice.bad {
    background: var(--audit-danger-soft);
    color: var(--audit-danger);
  }
  .notice p {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .notice button {
    color: var(--audit-text);
  }
  .sessions {
    grid-area: sessions;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
    border-right: 1px solid var(--audit-line);
    background: var(--audit-canvas);
  }
  .main {
    grid-area: main;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: hidden auto;
  }
  .main > * {
    flex: none;
    border-bottom: 1px solid var(--audit-line);
  }
  audit-filters {
    padding: 0.625rem 1rem;
  }
  audit-timeline {
    padding: 0.5rem 0.875rem 0.25rem;
  }
  .main > .rest {
    flex: 1 1 auto;
    /* In a low place all of it scrolls, and some rows can be seen. */
    min-height: 16rem;
    border-bottom: 0;
  }
  .detail {
    grid-area: detail;
    width: 32rem;
    min-height: 0;
    padding: 0.875rem 1rem 1.5rem;
    border-left: 1px solid var(--audit-line);
    background: var(--audit-surface);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .state {
    display: grid;
    grid-column: 1 / -1;
    grid-row: 3;
    place-content: start center;
    justify-items: center;
    gap: var(--audit-space-3);
    padding: var(--audit-space-6);
    /* In a high place, where one looks first. */
    padding-block-start: max(var(--audit-space-6), min(10vh, 5rem));
    color: var(--audit-text-soft);
    text-align: center;
    overflow: auto;
  }
  .main > .state {
    background: var(--audit-surface);
  }
  .state h3 {
    color: var(--audit-text);
    font-size: var(--audit-size-l);
  }
  .state p {
    max-width: 34rem;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  .state pre {
    max-width: 100%;
    margin: 0;
    padding: var(--audit-space-3) var(--audit-space-4);
    border: 1px solid var(--audit-line);
    border-radius: var(--audit-radius-l);
    background: var(--audit-canvas);
    color: var(--audit-text);
    font: var(--audit-size-m) / 1.6 var(--audit-mono);
    text-align: left;
    overflow: auto;
  }
  :host([layout='medium']) {
    grid-template-columns: 15rem minmax(0, 1fr);
  }
  /* In a page that sets no height, too, some hundred rows are drawn at most. */
  audit-entries {
    max-height: 200dvh;
  }
  :host([layout='wide']) .detail {
    width: 27rem;
  }
  :host([layout='medium']) .detail {
    z-index: 3;
    grid-area: 3 / 2 / 4 / 4;
    justify-self: end;
    width: min(31rem, 88%);
    box-shadow: var(--audit-shadow);
  }
  :host([hidden]) {
    display: none !important;
  }
  :host([layout='phone']) {
    display: block !important;
    /* Whatever the page says: on a phone it is the page that scrolls. */
    height: auto !important;
    overflow: visible;
  }
  :host([layout='phone']) audit-actions {
    margin-left: 0;
  }
  :host([layout='phone']) .sessions {
    display: block;
    border-right: 0;
    border-bottom: 1px solid var(--audit-line);
  }
  :host([layout='phone']) .sessions > summary {
    padding: 0.75rem 1rem;
    color: var(--audit-text-soft);
    font-weight: 600;
  }
  :host([layout='phone']) audit-sessions {
    max-height: 60dvh;
  }
  :host([layout='phone']) audit-entries {
    height: max(24rem, 80dvh);
  }
  :host([layout='phone']) .detail {
    position: fixed;
    z-index: 3;
    inset: 0;
    width: auto;
    border: 0;
  }
`
