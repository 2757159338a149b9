// The message objects of a send, checked as LINE checks them. First everything that has a dotted place in the request
// ("The request body has N error(s)"); then the inside of Flex containers, one message at a time.
import { type ErrorDetail, refusals } from '../api/api-errors.js'
import type { JsonObject } from '../webhook/webhook-event-types.js'
import { imagemapAction, quickReply } from './check-actions.js'
import { checkFlexContainer } from './check-flex.js'
import {
  checkFields,
  type Field,
  Findings,
  integer,
  isObject,
  listOf,
  mediaUrl,
  number,
  oneOf,
  optional,
  pattern,
  type Rule,
  required,
  Spot,
  text,
} from './check-primitives.js'
import { template } from './check-templates.js'
import { emojis, substitutions } from './check-text-parts.js'

const quoteToken = optional(text({ max: 5000 }))
const altText = required(text({ max: 1500 }))

const sender: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const fields = { name: optional(text({ max: 20, count: 'codePoints' })), iconUrl: optional(mediaUrl()) }
  checkFields(value, fields, spot, findings)
}

const baseSize: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const fields = { width: required(integer(1040, 1040)), height: required(integer(1)) }
  checkFields(value, fields, spot, findings, 'must be specified')
}

const someObject: Rule = (value, spot, findings) => {
  if (!isObject(value)) findings.add(spot, 'invalid property')
}

const COMMON: Readonly<Record<string, Field>> = { quickReply: optional(quickReply), sender: optional(sender) }

const MESSAGES: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  text: { text: required(text({ max: 5000 })), emojis: optional(listOf(0, 20, someObject)), quoteToken },
  textV2: { text: required(text({ max: 5000 })), quoteToken },
  sticker: {
    packageId: required(pattern(/^\d+$/)),
    stickerId: required(pattern(/^\d+$/)),
    quoteToken,
  },
  image: { originalContentUrl: required(mediaUrl()), previewImageUrl: required(mediaUrl()) },
  video: {
    originalContentUrl: required(mediaUrl()),
    previewImageUrl: required(mediaUrl()),
    trackingId: optional(pattern(/^[a-zA-Z0-9\-.=,+*()%$&;:@{}!?<>[\]]{1,100}$/)),
  },
  audio: { originalContentUrl: required(mediaUrl()), duration: required(integer(1)) },
  location: {
    title: required(text({ max: 100 })),
    address: required(text({ max: 100 })),
    latitude: required(number(-90, 90)),
    longitude: required(number(-180, 180)),
  },
  imagemap: {
    baseUrl: required(mediaUrl()),
    altText,
    baseSize: required(baseSize),
    actions: required(listOf(0, 50, imagemapAction)),
    video: optional(someObject),
  },
  template: { altText, template: required(template) },
  flex: { altText, contents: required(someObject) },
  coupon: { couponId: required(text({ max: 100 })), deliveryTag: optional(text({ max: 30 })) },
}

/** The messages, when all are good. Throws LineApiError 400 otherwise. */
export function checkedMessages(body: JsonObject): JsonObject[] {
  const findings = new Findings()
  const spot = new Spot('dotted', 'messages')
  const { messages } = body
  if (!Array.isArray(messages)) {
    findings.add(spot, 'May not be empty')
    throw refusals.bodyErrors(findings.details)
  }
  if (messages.length < 1 || messages.length > 5) {
    findings.add(spot, 'Size must be between 1 and 5')
    throw refusals.bodyErrors(findings.details)
  }
  for (const [index, message] of messages.entries()) checkMessage(message, spot.item(index), findings)
  if (findings.details.length > 0) throw refusals.bodyErrors(findings.details)
  const objects = messages.filter(isObject)
  for (const [index, message] of objects.entries()) {
    const inside = flexFindings(message)
    if (inside.length > 0) throw refusals.invalidMessage(index, inside)
  }
  return objects
}

function checkMessage(message: unknown, spot: Spot, findings: Findings): void {
  if (!isObject(message)) {
    findings.add(spot, 'May not be empty')
    return
  }
  const fields = MESSAGES[String(message.type)]
  if (!fields) {
    oneOf(Object.keys(MESSAGES))(message.type, spot.field('type'), findings)
    return
  }
  checkFields(message, fields, spot, findings)
  checkFields(message, COMMON, spot, findings)
  if (message.type === 'text') emojis(message, spot, findings)
  if (message.type === 'textV2') substitutions(message, spot, findings)
}

function flexFindings(message: JsonObject): readonly ErrorDetail[] {
  if (message.type !== 'flex') return []
  const findings = new Findings()
  checkFlexContainer(message.contents, findings)
  return findings.details
}
