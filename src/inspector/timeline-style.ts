import { css, type CSSResult } from 'lit'

/** How the timeline looks. The rules for `.u-` are all that uPlot needs of its own style without cursor and legend. */
export const timelineStyle: CSSResult = css`
  :host {
    display: block;
    min-width: 0;
  }
  .chart {
    position: relative;
    min-height: 120px;
  }
  /* As high as the bars that will be there. */
  .reading {
    min-height: calc(120px + 2.25rem);
  }
  .u-wrap {
    position: relative;
  }
  .u-over,
  .u-under,
  .u-axis {
    position: absolute;
  }
  .plot canvas {
    display: block;
    position: relative;
    width: 100%;
    height: 100%;
  }
  .bars {
    position: absolute;
    inset: 8px 0 24px 44px;
    display: flex;
    border-radius: 0.25rem;
    cursor: crosshair;
    touch-action: pan-y;
    user-select: none;
  }
  .bars > * {
    flex: 1;
    min-width: 0;
  }
  .bars > :hover {
    background: color-mix(in srgb, var(--audit-text) 7%, transparent);
  }
  .bars > [aria-selected='true'] {
    background: color-mix(in srgb, var(--audit-accent) 22%, transparent);
  }
  .bars:focus-visible > .active {
    outline: 2px solid var(--audit-accent);
    outline-offset: -1px;
  }
  .below {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--audit-space-1) var(--audit-space-3);
    min-height: 1.875rem;
  }
  .readout {
    flex: 1 1 18rem;
    min-width: 0;
    color: var(--audit-text-soft);
    font-size: var(--audit-size-m);
    text-wrap: pretty;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--audit-space-3);
    color: var(--audit-text-soft);
    font-size: var(--audit-size-m);
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 0.3125rem;
  }
  .legend .safe {
    color: var(--audit-safe);
  }
  .legend .moderate {
    color: var(--audit-moderate);
  }
  .legend .destructive {
    color: var(--audit-destructive);
  }
  .legend .critical {
    color: var(--audit-critical);
  }
  .scroll {
    max-height: 16rem;
    margin-block-start: var(--audit-space-2);
    overflow: auto;
    border: 1px solid var(--audit-line);
    border-radius: var(--audit-radius);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--audit-size-m);
  }
  caption {
    padding: var(--audit-space-1) var(--audit-space-2);
    color: var(--audit-text-soft);
    text-align: start;
  }
  th,
  td {
    padding: var(--audit-space-1) var(--audit-space-2);
    border-block-start: 1px solid var(--audit-line);
    text-align: end;
    white-space: nowrap;
  }
  th:first-child {
    text-align: start;
  }
  tbody th {
    font-weight: 400;
  }
  td button {
    min-height: 1.5rem;
    font-size: var(--audit-size-m);
  }
`
