// What whoever tests a bot against the stand-in sees of it; all else is its own affair.
export { checkedMessages } from './checks/check-messages.js'
export { type LinePlatform, type LinePlatformOptions, startLinePlatform } from './line-platform.js'
export type { JsonObject } from './webhook/webhook-event-types.js'
export type { ChatVoice } from './world/chat-voice.js'
export type { LineGroup } from './world/line-group.js'
export type { LinePerson } from './world/line-person.js'
