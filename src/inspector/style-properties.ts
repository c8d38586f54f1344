import { noChange } from 'lit'
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js'

class StyleProperties extends Directive {
  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT) throw new Error('styleProperties() stands in a tag, outside of attributes.')
  }

  override render(_properties: Readonly<Record<string, string>>): unknown {
    return noChange
  }

  override update({ element }: ElementPart, [properties]: Parameters<this['render']>): unknown {
    if (element instanceof HTMLElement) {
      for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value)
    }
    return noChange
  }
}

/**
 * Sets properties of an element's style by the object model: `<div ${styleProperties({ height: '2px' })}>`. A strict
 * policy for content forbids style attributes, which Lit's own `styleMap` begins with.
 */
export const styleProperties: (properties: Readonly<Record<string, string>>) => unknown = directive(StyleProperties)
