import { css, type CSSResult } from 'lit'

/** How the list of sessions looks. */
export const sessionListStyle: CSSResult = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .top {
    display: grid;
    gap: var(--audit-space-2);
    padding: var(--audit-space-3);
  }
  .title {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
  }
  /* What unfolds it says the same. */
  :host([compact]) .title {
    position: absolute;
    clip-path: inset(50%);
  }
  input {
    width: 100%;
  }
  .list {
    flex: 1;
    min-height: 0;
    padding: 0 var(--audit-space-2) var(--audit-space-2);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .session {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.1875rem;
    width: 100%;
    height: auto;
    padding: 0.5rem 0.625rem 0.5625rem;
    border: 0;
    border-radius: var(--audit-radius);
    background: transparent;
    text-align: left;
    /* Of a hundred, a dozen is in view: the others cost no layout. */
    content-visibility: auto;
    contain-intrinsic-height: auto 4.75rem;
  }
  .session[aria-pressed='true'] {
    background: var(--audit-accent-soft);
  }
  .line {
    display: flex;
    gap: var(--audit-space-2);
    align-items: center;
    justify-content: space-between;
    color: var(--audit-text-faint);
    font-size: var(--audit-size-m);
    line-height: 1.125rem;
  }
  .session[aria-pressed='true'] .line {
    color: var(--audit-text-soft);
  }
  .facts {
    flex-wrap: wrap;
    gap: 0 var(--audit-space-2);
  }
  /* Names of one day differ in their ends. */
  .name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    min-width: 0;
    overflow: hidden;
    overflow-wrap: anywhere;
    color: var(--audit-text);
    font-size: var(--audit-size);
    font-weight: 550;
  }
  .actions {
    flex: none;
    color: var(--audit-text-soft);
  }
  .troubles {
    display: flex;
    flex: none;
    gap: var(--audit-space-2);
  }
  .risk-bar {
    margin: 0.1875rem 0 0.0625rem;
  }
  .none {
    padding: var(--audit-space-3);
    color: var(--audit-text-faint);
  }
  .more {
    width: 100%;
    margin-top: var(--audit-space-2);
  }
  .sign {
    color: var(--audit-danger);
  }
`
