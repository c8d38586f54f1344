import { css, type CSSResult } from 'lit'

/** How the dialog of a purge looks. */
export const purgeDialogStyle: CSSResult = css`
  dialog {
    width: min(26rem, calc(100vw - 2rem));
    padding: var(--audit-space-4);
    border: 1px solid var(--audit-line);
    border-radius: var(--audit-radius-l);
    background: var(--audit-surface);
    box-shadow: var(--audit-shadow);
    color: var(--audit-text);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  form {
    display: grid;
    gap: var(--audit-space-3);
  }
  h2 {
    color: var(--audit-text);
    font-size: var(--audit-size-l);
  }
  label {
    display: flex;
    align-items: center;
    gap: var(--audit-space-2);
  }
  input {
    width: 6rem;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--audit-space-2);
  }
  .fault {
    color: var(--audit-danger);
    overflow-wrap: anywhere;
  }
`
