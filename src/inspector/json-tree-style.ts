import { css, type CSSResult } from 'lit'

/** How a tree of JSON looks. */
export const jsonTreeStyle: CSSResult = css`
  :host {
    display: block;
    min-width: 0;
    font-family: var(--audit-mono);
    font-size: var(--audit-size-m);
    line-height: 1.5;
  }
  [role='treeitem'] {
    position: relative;
    display: flex;
    gap: 0.25rem;
    padding: 0.0625rem 1.75rem 0.0625rem calc((var(--level) - 1) * 1rem);
    border-radius: 0.25rem;
    contain-intrinsic-size: auto 1.25rem;
    content-visibility: auto;
    cursor: default;
  }
  [role='treeitem']:hover,
  [role='treeitem']:focus-visible {
    background: var(--audit-hover);
  }
  [role='treeitem']:focus-visible {
    outline-offset: -2px;
  }
  .fold {
    flex: none;
    width: 0.875rem;
    color: var(--audit-text-faint);
    text-align: center;
  }
  .fold.open,
  .fold.closed {
    cursor: pointer;
  }
  .fold.open::before {
    content: '▾';
  }
  .fold.closed::before {
    content: '▸';
  }
  .content {
    min-width: 0;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    unicode-bidi: isolate;
  }
  .key {
    color: var(--audit-accent);
    unicode-bidi: isolate;
  }
  .index,
  .colon,
  .held,
  .null {
    color: var(--audit-text-faint);
  }
  .string {
    color: var(--audit-good);
    unicode-bidi: isolate;
  }
  .number,
  .boolean {
    color: var(--audit-moderate-text);
  }
  .more {
    color: var(--audit-accent);
    cursor: pointer;
  }
  .cut {
    padding: 0 0.375rem;
    border: 1px dashed var(--audit-control-line);
    border-radius: 0.25rem;
    color: var(--audit-text-soft);
    font-family: var(--audit-font);
  }
  button {
    white-space: normal;
    min-height: 0;
    padding: 0 0.375rem;
    font-family: var(--audit-font);
    font-size: var(--audit-size-m);
  }
  .text-more {
    color: var(--audit-accent);
  }
  .copy {
    position: absolute;
    inset: 2px 2px auto auto;
    line-height: 1rem;
    border-color: transparent;
    background: var(--audit-hover);
    color: var(--audit-text-soft);
    visibility: hidden;
  }
  [role='treeitem']:hover > .copy,
  [role='treeitem']:focus > .copy {
    visibility: visible;
  }
  @media (hover: none) {
    [role='treeitem'][tabindex='0'] > .copy {
      visibility: visible;
    }
  }
`
