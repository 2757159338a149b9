// Flex containers: the tree of components, what may stand inside what, every field and value, and the sizes in bytes.
// As on LINE, a field that a component does not know is an error, and places are JSON pointers inside the container.

import type { JsonObject } from '../webhook/webhook-event-types.js'
import { action } from './check-actions.js'
import { FLEX_BLOCKS, FLEX_COMPONENTS, FLEX_SIZES } from './check-flex-fields.js'
import {
  checkFields,
  type Field,
  type Findings,
  isAbsent,
  isObject,
  oneOf,
  Spot,
} from './check-primitives.js'

const BUBBLE_BYTES = 30 * 1024
const CAROUSEL_BYTES = 50 * 1024
const CAROUSEL_BUBBLES = 12

type Parent = 'vertical' | 'horizontal' | 'baseline' | 'hero' | 'block' | 'altContent'

const IN_A_BOX = ['box', 'button', 'image', 'text', 'separator', 'filler']

const ALLOWED: Record<Parent, readonly string[]> = {
  vertical: IN_A_BOX,
  horizontal: IN_A_BOX,
  baseline: ['icon', 'text', 'filler'],
  hero: ['box', 'image', 'video'],
  block: ['box'],
  altContent: ['box', 'image'],
}

/** Checks `contents` of a flex message. */
export function checkFlexContainer(container: unknown, findings: Findings): void {
  const root = new Spot('pointer', '')
  if (!isObject(container)) {
    findings.add(root, 'must be specified')
    return
  }
  if (container.type === 'bubble') {
    checkBubble(container, root, findings, true)
    return
  }
  if (container.type === 'carousel') {
    checkCarousel(container, root, findings)
    return
  }
  oneOf(['bubble', 'carousel'])(container.type, root.field('type'), findings)
}

function checkCarousel(carousel: JsonObject, spot: Spot, findings: Findings): void {
  checkSize(carousel, CAROUSEL_BYTES, spot, findings)
  rejectUnknown(carousel, ['type', 'contents'], spot, findings)
  const bubbles = carousel.contents
  if (!Array.isArray(bubbles)) {
    findings.add(spot.field('contents'), 'must be specified')
    return
  }
  if (bubbles.length < 1 || bubbles.length > CAROUSEL_BUBBLES) {
    findings.add(spot.field('contents'), `Size must be between 1 and ${CAROUSEL_BUBBLES}`)
    return
  }
  for (const [index, bubble] of bubbles.entries()) {
    const here = spot.field('contents').item(index)
    if (isObject(bubble) && bubble.type === 'bubble') checkBubble(bubble, here, findings, false)
    else findings.add(here, 'invalid property')
  }
  const sizes = new Set(bubbles.filter(isObject).map((bubble) => bubble.size ?? 'mega'))
  if (sizes.size > 1) findings.add(spot.field('contents'), 'bubbles in a carousel must have the same size')
}

const BUBBLE_FIELDS: Readonly<Record<string, Field>> = {
  size: { rule: oneOf(['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga']) },
  direction: { rule: oneOf(['ltr', 'rtl']) },
  action: { rule: action('flex') },
}

const BLOCKS = ['header', 'hero', 'body', 'footer'] as const

function checkBubble(bubble: JsonObject, spot: Spot, findings: Findings, alone: boolean): void {
  checkSize(bubble, BUBBLE_BYTES, spot, findings)
  rejectUnknown(bubble, ['type', 'styles', ...BLOCKS, ...Object.keys(BUBBLE_FIELDS)], spot, findings)
  checkFields(bubble, BUBBLE_FIELDS, spot, findings)
  checkStyles(bubble.styles, spot.field('styles'), findings)
  if (BLOCKS.every((block) => isAbsent(bubble[block]))) {
    findings.add(spot, 'At least one block must be specified')
  }
  for (const block of BLOCKS) {
    const component = bubble[block]
    if (isAbsent(component)) continue
    checkComponent(component, block === 'hero' ? 'hero' : 'block', spot.field(block), findings)
  }
  const smallOrMany = !alone || ['nano', 'micro', 'deca', 'hecto'].includes(String(bubble.size))
  if (isObject(bubble.hero) && bubble.hero.type === 'video' && smallOrMany) {
    findings.add(spot.field('hero'), 'video needs a single bubble of size kilo, mega or giga')
  }
}

function checkStyles(styles: unknown, spot: Spot, findings: Findings): void {
  if (isAbsent(styles)) return
  if (!isObject(styles)) {
    findings.add(spot, 'invalid property')
    return
  }
  rejectUnknown(styles, BLOCKS, spot, findings)
  for (const block of BLOCKS) {
    const style = styles[block]
    if (isAbsent(style)) continue
    if (!isObject(style)) findings.add(spot.field(block), 'invalid property')
    else checkKnown(style, FLEX_BLOCKS, spot.field(block), findings)
  }
}

function checkComponent(component: unknown, parent: Parent, spot: Spot, findings: Findings): void {
  if (!isObject(component)) {
    findings.add(spot, 'invalid property')
    return
  }
  const type = String(component.type)
  const fields = FLEX_COMPONENTS[type]
  if (!fields || !ALLOWED[parent].includes(type)) {
    findings.add(spot, 'invalid property')
    return
  }
  checkKnown(component, fields, spot, findings, ['type', 'contents', 'altContent'])
  if (type === 'box') checkBox(component, spot, findings)
  else if (type === 'text') checkText(component, spot, findings)
  else if (type === 'video') {
    if (isAbsent(component.altContent)) findings.add(spot.field('altContent'), 'must be specified')
    else checkComponent(component.altContent, 'altContent', spot.field('altContent'), findings)
  } else rejectUnknown(component, ['type', ...Object.keys(fields)], spot, findings)
}

function checkBox(box: JsonObject, spot: Spot, findings: Findings): void {
  const { layout, contents } = box
  if (layout !== 'vertical' && layout !== 'horizontal' && layout !== 'baseline') return
  if (!Array.isArray(contents)) {
    findings.add(spot.field('contents'), 'must be specified')
    return
  }
  for (const [index, child] of contents.entries()) {
    checkComponent(child, layout, spot.field('contents').item(index), findings)
  }
}

function checkText(component: JsonObject, spot: Spot, findings: Findings): void {
  const spans = component.contents
  if (isAbsent(spans)) {
    if (isAbsent(component.text)) findings.add(spot.field('text'), 'must be specified')
    else if (component.text === '') findings.add(spot.field('text'), 'must be non-empty text')
    return
  }
  if (!Array.isArray(spans)) {
    findings.add(spot.field('contents'), 'invalid property')
    return
  }
  for (const [index, span] of spans.entries()) {
    const here = spot.field('contents').item(index)
    const fields = FLEX_COMPONENTS.span
    if (!fields || !isObject(span) || span.type !== 'span') findings.add(here, 'invalid property')
    else {
      checkKnown(span, fields, here, findings)
      if (typeof span.text !== 'string' || span.text === '') {
        findings.add(here.field('text'), 'must be non-empty text')
      }
    }
  }
}

function checkKnown(
  holder: JsonObject,
  fields: Readonly<Record<string, Field>>,
  spot: Spot,
  findings: Findings,
  besides: readonly string[] = ['type'],
): void {
  rejectUnknown(holder, [...besides, ...Object.keys(fields)], spot, findings)
  checkFields(holder, fields, spot, findings, 'must be specified')
}

function rejectUnknown(holder: JsonObject, known: readonly string[], spot: Spot, findings: Findings): void {
  for (const name of Object.keys(holder)) {
    if (!known.includes(name)) findings.add(spot.field(name), 'unknown field')
  }
}

function checkSize(holder: JsonObject, most: number, spot: Spot, findings: Findings): void {
  if (Buffer.byteLength(JSON.stringify(holder)) > most) {
    findings.add(spot, `Size must be ${most / 1024} KB or less (${FLEX_SIZES})`)
  }
}
