// What a press does, by LINE's kinds of action. Only message, postback and datetimepicker reach the bot.
import type { JsonObject, WebhookDelivery } from '../webhook/webhook-event-types.js'

/** What somebody wrote, and how the bot took it. */
export interface Said {
  messageId: string
  delivery: WebhookDelivery
}

export interface PressOptions {
  /** What a datetimepicker returns: "2017-06-18", "06:15" or "2017-12-25T01:00". Without it: its initial, min or today. */
  pick?: string
}

/** What came of it: something posted to the bot, or what the phone opens by itself. */
export type Pressed =
  | { kind: 'posted'; delivery: WebhookDelivery }
  | { kind: 'uri'; uri: string }
  | { kind: 'clipboard'; text: string }
  | { kind: 'opens'; what: 'camera' | 'cameraRoll' | 'location' }
  | { kind: 'fillIn'; text: string; delivery: WebhookDelivery }

export interface Hand {
  says: (text: string) => Promise<Said>
  shows: (text: string) => void
  postback: (postback: JsonObject) => Promise<WebhookDelivery>
}

export async function pressAction(action: JsonObject, options: PressOptions, hand: Hand): Promise<Pressed> {
  switch (action.type) {
    case 'message':
      return { kind: 'posted', delivery: (await hand.says(String(action.text))).delivery }
    case 'postback':
      return pressPostback(action, hand)
    case 'datetimepicker': {
      const params = { [String(action.mode)]: options.pick ?? momentFor(action) }
      return { kind: 'posted', delivery: await hand.postback({ data: action.data, params }) }
    }
    case 'uri':
      return { kind: 'uri', uri: String(action.uri ?? action.linkUri) }
    case 'clipboard':
      return { kind: 'clipboard', text: String(action.clipboardText) }
    case 'camera':
    case 'cameraRoll':
    case 'location':
      return { kind: 'opens', what: action.type }
    default:
      throw new Error(`An action of type "${String(action.type)}" cannot be pressed`)
  }
}

async function pressPostback(action: JsonObject, hand: Hand): Promise<Pressed> {
  if (typeof action.displayText === 'string') hand.shows(action.displayText)
  // The deprecated `text` is sent as a message of the person, besides the postback.
  if (typeof action.text === 'string') await hand.says(action.text)
  const delivery = await hand.postback({ data: action.data })
  if (typeof action.fillInText === 'string') return { kind: 'fillIn', text: action.fillInText, delivery }
  return { kind: 'posted', delivery }
}

function momentFor(action: JsonObject): string {
  const given = action.initial ?? action.min
  if (typeof given === 'string') return given.replace('t', 'T')
  const now = new Date().toISOString()
  if (action.mode === 'date') return now.slice(0, 10)
  return action.mode === 'time' ? now.slice(11, 16) : now.slice(0, 16)
}
