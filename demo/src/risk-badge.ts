import type { RiskLevel } from 'tallystick'

// A shape for each, since colour alone says nothing to many.
const shapes: Readonly<Record<RiskLevel, string>> = { safe: '○', moderate: '◐', destructive: '▲', critical: '■' }

/** Makes an element show a risk level, by shape, word and colour. */
export function showRisk(badge: HTMLElement, riskLevel: RiskLevel): void {
  badge.className = `risk ${riskLevel}`
  const shape = document.createElement('span')
  shape.setAttribute('aria-hidden', 'true')
  shape.textContent = shapes[riskLevel]
  badge.replaceChildren(shape, ` ${riskLevel}`)
}
