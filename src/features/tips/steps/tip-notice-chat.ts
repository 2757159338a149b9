// Whether the person wants to be told in LINE that there is something new. It is asked before the summary, off unless chosen,
// and ends with one tap. The notice says nothing of a case: a locked screen may show it to anybody.
import { z } from 'zod'
import type { Step } from '../../../conversation/dialog.js'
import { defineButton } from '../../../conversation/feature.js'
import type { Language } from '../../../i18n/texts.js'
import {
  type Action,
  type FlexComponent,
  flex,
  type Message,
  text,
  uriAction,
} from '../../../line/message-builders.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import type { NoticeRules } from '../../cases/reporter/notice-rules.js'
import { legalText } from '../../settings/legal-words.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { TipDraft } from '../tip-draft.js'
import { say } from '../tips-words.js'
import { onFrom, skip } from './tip-steps-chat.js'

export function choosingNotice(settings: SettingsRules['get']): Step<TipDraft> {
  return {
    takes: [],
    async ask({ person: { language } }) {
      const chosen = await settings()
      const days = chosen.retentionDays.noticeLink
      return [text(legalText(language, 'noticeConsent', chosen, { days }))]
    },
    choices: ({ person: { language } }) => [
      { value: 'yes', label: say(language, 'choice.notice') },
      { value: 'no', label: say(language, 'choice.noNotice') },
      skip(language),
    ],
    take: async (_turn, said, draft) =>
      onFrom({ ...draft, notice: said.kind === 'choice' && said.value === 'yes' }, 'choosingNotice'),
  }
}

export type StopButton = ReturnType<typeof stopButton>

/** LINE sees the name in the button; it is another one than the name that the case holds. */
export const stopButton = (notices: Pick<NoticeRules, 'stop'>) =>
  defineButton({
    id: 'tips.stop-notices',
    version: 1,
    livesDays: 400,
    who: 'everyone',
    where: ['private'],
    data: z.object({ n: z.string() }),
    press: async ({ person: { language } }, { n }) => {
      await notices.stop(n)
      return { messages: [text(say(language, 'notice.stopped'))] }
    },
  })

export interface NoticeLetter {
  readonly id: string
  readonly to: ChatAddress
  readonly messages: readonly Message[]
}

/** What is due now, and the note that it was posted. */
export type NoticeLetters = (now: Date) => Promise<{
  readonly letters: readonly NoticeLetter[]
  readonly posted: () => Promise<void>
}>

export const noticeLetters =
  (notices: NoticeRules, stop: StopButton, publicUrl: string): NoticeLetters =>
  async (now) => {
    const due = await notices.due()
    const letters = due.map(({ id, to, language, stopName }) => {
      const end = stop.action(say(language, 'notice.stop'), now, { n: stopName })
      return { id, to, messages: [noticeCard(language, publicUrl, end)] }
    })
    return { letters, posted: () => notices.posted(due) }
  }

function noticeCard(language: Language, publicUrl: string, stop: Action): Message {
  const open = uriAction(say(language, 'notice.open'), `${publicUrl}/case?openExternalBrowser=1`)
  return flex(say(language, 'notice.text'), {
    type: 'bubble',
    body: {
      type: 'box',
      layout: 'vertical',
      contents: [{ type: 'text', text: say(language, 'notice.text'), wrap: true }],
    },
    footer: {
      type: 'box',
      layout: 'vertical',
      spacing: 'sm',
      contents: [button(open, 'primary'), button(stop, 'link')],
    },
  })
}

export const button = (action: Action, style: 'primary' | 'secondary' | 'link'): FlexComponent => ({
  type: 'button',
  style,
  height: 'sm',
  action,
  ...(style === 'primary' && { color: '#1F3864' }),
})
