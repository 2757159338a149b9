// Actions and quick replies: fields, lengths and where each kind of action is allowed.

import type { JsonObject } from '../webhook/webhook-event-types.js'
import {
  checkFields,
  type Field,
  type Findings,
  integer,
  isAbsent,
  isObject,
  linkUri,
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

/** Where the action hangs: it decides about the label and about camera, cameraRoll and location. */
export type ActionPlace =
  | 'template'
  | 'templateDefault'
  | 'imageCarousel'
  | 'flexButton'
  | 'flex'
  | 'quickReply'
  | 'richMenu'

const LABELS: Record<ActionPlace, { max: number; required: boolean }> = {
  template: { max: 20, required: true },
  templateDefault: { max: 20, required: false },
  imageCarousel: { max: 12, required: false },
  flexButton: { max: 40, required: true },
  flex: { max: 40, required: false },
  quickReply: { max: 20, required: true },
  richMenu: { max: 20, required: false },
}

const words = (max: number) => text({ max, count: 'codePoints' })
const postbackData = text({ min: 0, max: 300 })

const ACTIONS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  postback: {
    data: required(postbackData),
    displayText: optional(words(300)),
    text: optional(words(300)),
    inputOption: optional(oneOf(['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice'])),
    fillInText: optional(words(300)),
  },
  message: { text: required(words(300)) },
  uri: { uri: required(linkUri()), altUri: optional(altUri) },
  datetimepicker: {
    data: required(postbackData),
    mode: required(oneOf(['date', 'time', 'datetime'])),
  },
  clipboard: { clipboardText: required(text({ max: 1000 })) },
  richmenuswitch: {
    richMenuAliasId: required(pattern(/^[a-z0-9_-]{1,32}$/)),
    data: required(postbackData),
  },
  camera: {},
  cameraRoll: {},
  location: {},
}

const ONLY_IN: Readonly<Record<string, ActionPlace>> = {
  camera: 'quickReply',
  cameraRoll: 'quickReply',
  location: 'quickReply',
  richmenuswitch: 'richMenu',
}

const MOMENTS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}$/,
}

export function action(place: ActionPlace): Rule {
  return (value, spot, findings) => checkAction(value, place, spot, findings)
}

function checkAction(value: unknown, place: ActionPlace, spot: Spot, findings: Findings): void {
  if (!isObject(value)) {
    findings.add(spot, 'must be specified')
    return
  }
  const allowed = Object.keys(ACTIONS).filter(
    (type) => ONLY_IN[type] === undefined || ONLY_IN[type] === place,
  )
  const fields =
    typeof value.type === 'string' && allowed.includes(value.type) ? ACTIONS[value.type] : undefined
  if (!fields) {
    oneOf(allowed)(value.type, spot.field('type'), findings)
    return
  }
  const label = LABELS[place]
  checkFields(value, { label: { rule: words(label.max), required: label.required } }, spot, findings)
  checkFields(value, fields, spot, findings)
  checkTogether(value, place, spot, findings)
}

function checkTogether(value: JsonObject, place: ActionPlace, spot: Spot, findings: Findings): void {
  if (!isAbsent(value.displayText) && !isAbsent(value.text)) {
    findings.add(spot.field('displayText'), 'displayText and text cannot be specified together')
  }
  if (!isAbsent(value.fillInText) && value.inputOption !== 'openKeyboard') {
    findings.add(spot.field('fillInText'), 'can be specified only with inputOption openKeyboard')
  }
  if (place === 'quickReply' && !isAbsent(value.altUri))
    findings.add(spot.field('altUri'), 'invalid property')
  if (value.type === 'datetimepicker') checkMoments(value, spot, findings)
}

function checkMoments(value: JsonObject, spot: Spot, findings: Findings): void {
  const shape = MOMENTS[String(value.mode)]
  if (!shape) return
  for (const name of ['initial', 'min', 'max']) {
    const moment = value[name]
    if (isAbsent(moment)) continue
    pattern(shape)(moment, spot.field(name), findings)
    const tooFar =
      value.mode !== 'time' && (String(moment) < '1900-01-01' || String(moment) > '2100-12-31T23:59')
    if (tooFar) findings.add(spot.field(name), 'invalid property')
  }
  if (typeof value.min === 'string' && typeof value.max === 'string' && value.min >= value.max) {
    findings.add(spot.field('min'), 'min must be less than max')
  }
}

function altUri(value: unknown, spot: Spot, findings: Findings): void {
  if (!isObject(value)) {
    findings.add(spot, 'invalid property')
    return
  }
  checkFields(value, { desktop: optional(linkUri()) }, spot, findings)
}

const quickReplyItem: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const fields = {
    type: required(oneOf(['action'])),
    action: required(action('quickReply')),
    imageUrl: optional(mediaUrl()),
  }
  checkFields(value, fields, spot, findings)
}

export const quickReply: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  checkFields(value, { items: required(listOf(1, 13, quickReplyItem)) }, spot, findings)
}

const area: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const side = required(integer(0))
  checkFields(value, { x: side, y: side, width: side, height: side }, spot, findings, 'must be specified')
}

const IMAGEMAP_ACTIONS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  uri: { linkUri: required(linkUri()) },
  message: { text: required(words(400)) },
  clipboard: { clipboardText: required(text({ max: 1000 })) },
}

export const imagemapAction: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const fields = IMAGEMAP_ACTIONS[String(value.type)]
  if (!fields) return oneOf(Object.keys(IMAGEMAP_ACTIONS))(value.type, spot.field('type'), findings)
  checkFields(value, { ...fields, area: required(area), label: optional(words(100)) }, spot, findings)
}
