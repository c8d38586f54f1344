import { css, type CSSResult } from 'lit'

/** How the row of filters looks. */
export const filterBarStyle: CSSResult = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    gap: var(--audit-space-2);
    align-items: center;
  }
  .search {
    position: relative;
    flex: 1 1 14rem;
    max-width: 24rem;
  }
  .search input {
    width: 100%;
    padding-right: 2rem;
  }
  .search kbd {
    position: absolute;
    inset: 0.375rem 0.375rem auto auto;
    padding: 0 0.375rem;
    border: 1px solid var(--audit-line);
    border-radius: 0.25rem;
    color: var(--audit-text-faint);
    font: 500 var(--audit-size-s) / 1rem var(--audit-mono);
    pointer-events: none;
  }
  .search input:focus + kbd,
  .search input:not(:placeholder-shown) + kbd {
    display: none;
  }
  .choice {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-height: 1.75rem;
    padding: 0 0.25rem;
    border-radius: var(--audit-radius);
    cursor: pointer;
  }
  .choice:hover {
    background: var(--audit-hover);
  }
  .choice .name {
    flex: 1;
    min-width: 0;
  }
  .choice .count {
    padding-left: 1rem;
    color: var(--audit-text-faint);
  }
  .choice .risk[class] {
    padding: 0;
    background: none;
    font-size: inherit;
    font-weight: inherit;
  }
  .choice .risk.critical {
    color: var(--audit-danger);
  }
  .presets {
    display: grid;
  }
  .presets button {
    border: 0;
    text-align: left;
  }
  .exact {
    display: grid;
    gap: var(--audit-space-2);
    margin-top: var(--audit-space-2);
    padding-top: var(--audit-space-3);
    border-top: 1px solid var(--audit-line);
  }
  .none {
    color: var(--audit-text-faint);
  }
  .clear {
    color: var(--audit-accent);
  }
  .sign {
    color: var(--audit-danger);
  }
  :host([compact]) kbd {
    display: none;
  }
  :host([compact]) .search {
    flex-basis: 100%;
    max-width: none;
  }
`
