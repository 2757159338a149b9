// What is said when a tip has been sent: what happens next, the one link to the receipt, and the end of notices. No number,
// nothing of the case: the chat stays on a telephone that others may see.
import type { Turn } from '../../../conversation/turn.js'
import { flex, type Message, text, uriAction } from '../../../line/message-builders.js'
import { lines, say } from '../tips-words.js'
import { button, type StopButton } from './tip-notice-chat.js'

export interface Thanks {
  readonly stop: StopButton
}

interface Sent {
  readonly days: number
  /** Opens the page that makes the receipt, once. */
  readonly receiptUrl: string
  /** Present when notices were wanted. */
  readonly stopName?: string
}

export function thanksMessages({ at, person: { language } }: Turn, { stop }: Thanks, sent: Sent): Message[] {
  const next = lines(language, 'thanks.lines', { days: sent.days }).map((line) => `• ${line}`)
  const buttons = [
    button(uriAction(say(language, 'receipt.open'), sent.receiptUrl), 'primary'),
    ...(sent.stopName === undefined
      ? []
      : [button(stop.action(say(language, 'notice.stop'), at, { n: sent.stopName }), 'link')]),
  ]
  return [
    text([say(language, 'thanks.title'), '', ...next].join('\n')),
    flex(say(language, 'receipt.altText'), {
      type: 'bubble',
      body: {
        type: 'box',
        layout: 'vertical',
        spacing: 'md',
        contents: [
          { type: 'text', text: say(language, 'receipt.title'), weight: 'bold', wrap: true },
          { type: 'text', text: say(language, 'receipt.why'), size: 'sm', color: '#5B6472', wrap: true },
        ],
      },
      footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: buttons },
    }),
  ]
}
