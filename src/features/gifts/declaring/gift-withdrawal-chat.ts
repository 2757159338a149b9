// Withdrawing a gift report: a reason, and ยืนยัน. The report stays in the register as withdrawn, with its reason.
import { z } from 'zod'
import { type Dialog, defineDialog } from '../../../conversation/dialog.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { text } from '../../../line/message-builders.js'
import { day } from '../gift-facts.js'
import type { GiftsRules } from '../gifts-rules.js'
import { say } from '../gifts-words.js'
import { takeWords } from './gift-questions-chat.js'

export const withdrawDialogName = 'gifts.withdraw'

const answers = z.strictObject({
  giftId: z.string(),
  from: z.int(),
  receivedOn: day,
  reason: z.string().optional(),
})
type Answers = z.infer<typeof answers>

export function withdrawalDialog(rules: Pick<GiftsRules, 'withdraw'>): Dialog {
  return defineDialog<Answers>({
    name: withdrawDialogName,
    version: 1,
    idleMinutes: 30,
    who: ['staff'],
    places: ['private'],
    answers,
    first: 'givingReason',
    steps: {
      givingReason: {
        takes: ['text'],
        ask: ({ person: { language } }) => [text(say(language, 'withdraw.ask'))],
        take: async (turn, said, told) =>
          takeWords(turn, said, ({ words }) => ({ go: 'confirming', answers: { ...told, reason: words } })),
      },
      confirming: {
        takes: [],
        ask: ({ person: { language } }, { receivedOn, reason = '' }) => [
          text(
            say(language, 'withdraw.check', {
              day: dayTitle(receivedOn, language),
              reason,
              confirm: buttonLabel(language, 'confirm'),
            }),
          ),
        ],
        choices: ({ person: { language } }) => [
          { value: 'confirm', label: buttonLabel(language, 'confirm') },
        ],
        take: async ({ at, eventKey, person: { language, staffId = '' } }, _said, told) => {
          const { giftId, from, reason = '' } = told
          const taken = await rules.withdraw({ giftId, from, staffId, reason, at, eventKey })
          const sentence = taken.ok ? say(language, 'taken.withdrawn') : say(language, `refused.${taken.why}`)
          return { done: { messages: [text(sentence)] } }
        },
      },
    },
  })
}
