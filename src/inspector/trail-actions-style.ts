import { css, type CSSResult } from 'lit'

/** How the actions on a trail look. */
export const trailActionsStyle: CSSResult = css`
  :host,
  .actions,
  .state {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--audit-space-2);
  }
  /* It stands among buttons, and is no weaker one. */
  audit-menu {
    --audit-menu-text: var(--audit-text);
  }
  .formats {
    display: grid;
    gap: var(--audit-space-1);
  }
  .formats button {
    display: flex;
    gap: var(--audit-space-2);
    padding-inline: 0;
    text-align: start;
  }
  .formats b {
    min-width: 4rem;
    color: var(--audit-text);
  }
  :host {
    gap: 0;
  }
  .state:not(:empty) {
    margin-inline-end: var(--audit-space-3);
  }
  /* Before the buttons, so that they stay where they are while it says something. */
  .state {
    order: -1;
    min-width: 0;
    color: var(--audit-text-soft);
    overflow-wrap: anywhere;
  }
  .file {
    padding: 0 var(--audit-space-2);
    border-radius: var(--audit-radius);
    background: var(--audit-moderate-text);
    color: var(--audit-moderate-soft);
    font-weight: 550;
    line-height: 1.5rem;
    overflow-wrap: anywhere;
  }
  .fault {
    color: var(--audit-danger);
  }
  a {
    color: var(--audit-accent);
  }
  progress {
    width: 7rem;
    accent-color: var(--audit-accent);
  }
  /* Over all of the inspector, which is what positions it. */
  .drop {
    position: absolute;
    inset: 0;
    z-index: 5;
    display: grid;
    place-items: center;
    padding: var(--audit-space-4);
    border: 2px dashed var(--audit-accent);
    background: color-mix(in srgb, var(--audit-accent-soft) 92%, transparent);
    font-size: var(--audit-size-l);
    text-align: center;
    pointer-events: none;
  }
`
