import { css, type CSSResult } from 'lit'

const light: CSSResult = css`
  color-scheme: light;
  --audit-canvas: #f5f6f8;
  --audit-surface: #ffffff;
  --audit-sunken: #eceef2;
  --audit-hover: #f0f2f6;
  --audit-line: #e2e5ea;
  --audit-control-line: #868e9b;
  --audit-text: #191d24;
  --audit-text-soft: #475060;
  --audit-text-faint: #5d6675;
  --audit-accent: #2a4fc4;
  --audit-accent-soft: #e6ecfb;
  --audit-on-accent: #ffffff;
  --audit-danger: #a5163f;
  --audit-danger-soft: #fce7ec;
  --audit-good: #1c6a4e;
  --audit-shadow: 0 1px 2px rgb(16 24 40 / 6%), 0 12px 32px rgb(16 24 40 / 14%);
  --audit-safe: #3c9778;
  --audit-safe-text: #1b6349;
  --audit-safe-soft: #e2f2eb;
  --audit-moderate: #d2980f;
  --audit-moderate-text: #744f00;
  --audit-moderate-soft: #faefd0;
  --audit-destructive: #dd5f24;
  --audit-destructive-text: #98350b;
  --audit-destructive-soft: #fde8dc;
  --audit-critical: #b0103d;
  --audit-critical-text: #ffffff;
  --audit-critical-soft: #b0103d;
`

const dark: CSSResult = css`
  color-scheme: dark;
  --audit-canvas: #0e1116;
  --audit-surface: #151920;
  --audit-sunken: #1f252e;
  --audit-hover: #1b2029;
  --audit-line: #282e38;
  --audit-control-line: #6d7787;
  --audit-text: #e8ebf0;
  --audit-text-soft: #b3bbc8;
  --audit-text-faint: #939cab;
  --audit-accent: #93b2ff;
  --audit-accent-soft: #1d2a48;
  --audit-on-accent: #0b1122;
  --audit-danger: #ff91a9;
  --audit-danger-soft: #3c1622;
  --audit-good: #7bd0ad;
  --audit-shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 16px 40px rgb(0 0 0 / 55%);
  --audit-safe: #4fae8c;
  --audit-safe-text: #86d6b5;
  --audit-safe-soft: #143029;
  --audit-moderate: #d9a93a;
  --audit-moderate-text: #efc763;
  --audit-moderate-soft: #33290f;
  --audit-destructive: #ec7945;
  --audit-destructive-text: #ffa67d;
  --audit-destructive-soft: #3b2116;
  --audit-critical: #ef4a72;
  --audit-critical-text: #ffffff;
  --audit-critical-soft: #b3164a;
`

/**
 * Colours, spacing and type as custom properties, for the root element alone: the elements in it inherit them, so that a
 * host can set any of them on `audit-inspector`. Text colours keep 4.5:1 on canvas, surface and hover, each risk's text on
 * its own soft colour. The scheme is the system's unless the attribute `theme` says `light` or `dark`.
 */
export const tokens: CSSResult = css`
  :host {
    ${light}
    --audit-font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif;
    --audit-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
    --audit-size-s: 0.6875rem;
    --audit-size-m: 0.75rem;
    --audit-size: 0.8125rem;
    --audit-size-l: 0.9375rem;
    --audit-size-xl: 1.25rem;
    --audit-space-1: 0.25rem;
    --audit-space-2: 0.5rem;
    --audit-space-3: 0.75rem;
    --audit-space-4: 1rem;
    --audit-space-6: 1.5rem;
    --audit-radius: 0.375rem;
    --audit-radius-l: 0.625rem;
    --audit-row: 2rem;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${dark}
    }
  }
  :host([theme='dark']) {
    ${dark}
  }
`
