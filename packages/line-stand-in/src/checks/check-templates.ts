// The four templates: buttons, confirm, carousel, image_carousel.

import type { JsonObject } from '../webhook/webhook-event-types.js'
import { action } from './check-actions.js'
import {
  checkFields,
  type Findings,
  isAbsent,
  isObject,
  listOf,
  mediaUrl,
  oneOf,
  optional,
  pattern,
  type Rule,
  required,
  type Spot,
  text,
} from './check-primitives.js'

const words = (max: number) => text({ max, count: 'codePoints' })
const colour = optional(pattern(/^#[0-9A-Fa-f]{6}$/))
const pictureShape = {
  imageAspectRatio: optional(oneOf(['rectangle', 'square'])),
  imageSize: optional(oneOf(['cover', 'contain'])),
}

const hasTitleOrPicture = (value: JsonObject) => !isAbsent(value.title) || !isAbsent(value.thumbnailImageUrl)

const buttons: Rule = (value, spot, findings) => {
  if (!isObject(value)) return
  const fields = {
    text: required(words(hasTitleOrPicture(value) ? 60 : 160)),
    title: optional(words(40)),
    thumbnailImageUrl: optional(mediaUrl()),
    imageBackgroundColor: colour,
    defaultAction: optional(action('templateDefault')),
    actions: required(listOf(1, 4, action('template'))),
    ...pictureShape,
  }
  checkFields(value, fields, spot, findings)
}

const confirm: Rule = (value, spot, findings) => {
  if (!isObject(value)) return
  const fields = { text: required(words(240)), actions: required(listOf(2, 2, action('template'))) }
  checkFields(value, fields, spot, findings)
}

const column: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const fields = {
    text: required(words(hasTitleOrPicture(value) ? 60 : 120)),
    title: optional(words(40)),
    thumbnailImageUrl: optional(mediaUrl()),
    imageBackgroundColor: colour,
    defaultAction: optional(action('templateDefault')),
    actions: required(listOf(1, 3, action('template'))),
  }
  checkFields(value, fields, spot, findings)
}

const carousel: Rule = (value, spot, findings) => {
  if (!isObject(value)) return
  checkFields(value, { columns: required(listOf(1, 10, column)), ...pictureShape }, spot, findings)
  if (Array.isArray(value.columns))
    checkAlike(value.columns.filter(isObject), spot.field('columns'), findings)
}

function checkAlike(columns: readonly JsonObject[], spot: Spot, findings: Findings): void {
  const differs = (trait: (one: JsonObject) => unknown) => new Set(columns.map(trait)).size > 1
  const actionCount = (one: JsonObject) => (Array.isArray(one.actions) ? one.actions.length : 0)
  if (differs(actionCount)) findings.add(spot, 'The number of actions must be the same in all columns')
  if (differs((one) => isAbsent(one.title))) findings.add(spot, 'title must be in all columns or in none')
  if (differs((one) => isAbsent(one.thumbnailImageUrl))) {
    findings.add(spot, 'thumbnailImageUrl must be in all columns or in none')
  }
}

const imageColumn: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const fields = { imageUrl: required(mediaUrl()), action: required(action('imageCarousel')) }
  checkFields(value, fields, spot, findings)
}

const imageCarousel: Rule = (value, spot, findings) => {
  if (isObject(value)) checkFields(value, { columns: required(listOf(1, 10, imageColumn)) }, spot, findings)
}

const TEMPLATES: Readonly<Record<string, Rule>> = {
  buttons,
  confirm,
  carousel,
  image_carousel: imageCarousel,
}

export const template: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const rule = TEMPLATES[String(value.type)]
  if (!rule) return oneOf(Object.keys(TEMPLATES))(value.type, spot.field('type'), findings)
  rule(value, spot, findings)
}
