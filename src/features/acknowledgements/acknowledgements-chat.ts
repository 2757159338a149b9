// The button and the word รับทราบ. In a group the answer is one line without a name; who LINE does not name, and who has
// not linked an account, is told the way, and nothing is recorded for them. Who has not read yet is handed the text.
import type th from '../../../locales/th/acknowledgements.json'
import type { Button, Command } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import { dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import { dateTimeTitle, dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { carousels } from '../../line/carousels.js'
import { type Message, messageAction, text, withQuickReplies } from '../../line/message-builders.js'
import type { WelcomeOf } from '../people/registration/registration-chat.js'
import type { AcknowledgementsRules } from './acknowledgements-rules.js'
import type { CertificateButton } from './evidence/certificate-button-chat.js'
import { certificateCard } from './evidence/certificate-card.js'
import type { Acknowledged, Press } from './evidence/declaration-rules.js'
import { createPolicyButtons, type PolicyButtons, type Shown } from './policies/policy-buttons-chat.js'
import { type Policy, policyWordsFor } from './policies/policy-schema.js'
import { declarationCard, fullText } from './policies/reading-card.js'
import type { Roster } from './room-deps.js'

const say = textsOf<typeof th>('acknowledgements')

/** What another feature adds in private for somebody who has just acknowledged; at most two messages. */
/** Opened here by a button, and described in refusal-chat.ts. */
export const refusalDialogName = 'acknowledgements.refuse'

export type AfterRecording = (turn: Turn, policy: Policy) => Promise<readonly Message[]>

export interface AcknowledgementsChat extends Pick<PolicyButtons, 'policyMessages'> {
  readonly commands: readonly Command[]
  readonly buttons: readonly Button[]
  readonly welcome: WelcomeOf
}

export function createAcknowledgementsChat({
  rules,
  people,
  agencyName,
  afterRecording,
  certificate,
}: {
  readonly rules: AcknowledgementsRules
  readonly people: Pick<Roster, 'staffById'>
  readonly agencyName: Readonly<Record<Language, string>>
  readonly afterRecording: AfterRecording
  readonly certificate: CertificateButton
}): AcknowledgementsChat {
  const { buttons, cardOf, policyMessages, underTheText } = createPolicyButtons({
    async acknowledge(turn, shown) {
      const press = pressOf(turn, shown)
      if (typeof press === 'string') return { messages: [text(press)] }
      return { messages: await answerTo(turn, press, await rules.acknowledge(press)) }
    },
    async read(turn, { p, v, l }) {
      const policy = await rules.policyVersion(p, v)
      if (!policy) return { messages: [text(say(turn.person.language, 'unknownPolicy'))] }
      const press = pressOf(turn, { p, v, l })
      // Who is not linked may read like anybody else; there is nobody then for whom it could be noted.
      const shown =
        typeof press === 'string' ? undefined : await rules.opened({ ...press, chat: turn.chat.key })
      if (shown?.shownJustBefore) return { messages: [text(say(turn.person.language, 'read.above'))] }
      return { messages: fullText(policy, l, underTheText(turn, policy, l)) }
    },
    async refuse(turn, shown) {
      const press = pressOf(turn, shown)
      if (typeof press === 'string') return { messages: [text(press)] }
      return { open: { dialog: refusalDialogName, answers: shown } }
    },
  })

  async function answerTo(turn: Turn, press: Press, result: Acknowledged): Promise<Message[]> {
    const { language } = turn.person
    const inGroup = turn.place === 'group'
    switch (result.kind) {
      case 'recorded':
        return inGroup
          ? [text(await thanksInGroup(turn, result.policy))]
          : thanksInPrivate(turn, press, result)
      case 'already': {
        if (inGroup) return [text(say(language, 'alreadyInGroup', { day: dayTitle(result.at, language) }))]
        const when = dateTimeTitle(result.at, language)
        const already = text(say(language, 'already', { title: titleOf(result.policy, language), when }))
        return [already, ...(await certificateOf(turn, press.staffId, result))]
      }
      case 'notRead': {
        if (inGroup) return [text(say(language, 'read.firstInGroup'))]
        await rules.opened({ ...press, chat: turn.chat.key })
        const actions = underTheText(turn, result.policy, press.language)
        return fullText(result.policy, press.language, actions, say(language, 'read.first'))
      }
      case 'tooSoon': {
        const { policy, seconds: count } = result
        if (inGroup) return [text(say(language, 'read.tooSoonInGroup', { count }))]
        const sentence = say(language, 'read.tooSoon', { count })
        return [declarationCard(policy, language, sentence, underTheText(turn, policy, press.language))]
      }
      case 'oldVersion':
        return [text(say(language, 'oldVersion')), ...policyMessages(result.current, language, turn.at)]
      case 'notStaff':
        return [text(howToLink(turn))]
      default:
        return [text(notNowInWords(result, language))]
    }
  }

  async function thanksInGroup(turn: Turn, policy: Policy): Promise<string> {
    const { language } = turn.person
    const progress = turn.group && (await rules.progress(policy.key, dayInBangkok(turn.at)))
    if (!progress) return say(language, 'recordedInGroup')
    const { acknowledged, total } = progress.all
    return say(language, 'recordedInGroupWithCount', { acknowledged, total })
  }

  async function thanksInPrivate(
    turn: Turn,
    { staffId }: Press,
    recorded: { readonly policy: Policy; readonly at: Date; readonly number: number },
  ): Promise<Message[]> {
    const { language } = turn.person
    const { policy } = recorded
    const thanks = say(language, 'recorded', {
      title: titleOf(policy, language),
      version: policy.version,
      when: dateTimeTitle(recorded.at, language),
    })
    const left = await rules.pendingFor(staffId, dayInBangkok(turn.at))
    const more = left.length === 0 ? [] : [say(language, 'morePending', { number: left.length })]
    const messages = [
      text([thanks, ...more].join('\n\n')),
      ...(await certificateOf(turn, staffId, recorded)),
      ...(await afterRecording(turn, policy)),
    ]
    return left.length === 0
      ? messages
      : withQuickReplies(messages, [messageAction(buttonLabel(language, 'acknowledge'))])
  }

  async function certificateOf(
    turn: Turn,
    staffId: string,
    recorded: { readonly policy: Policy; readonly at: Date; readonly number: number },
  ): Promise<Message[]> {
    const { language } = turn.person
    const staff = await people.staffById(staffId)
    if (!staff) return []
    const { name, unit } = staff
    const { key, version } = recorded.policy
    const picture = certificate.action(say(language, 'certificate.picture'), turn.at, { p: key, v: version })
    const shown = { ...recorded, name, unit, agencyName: agencyName[language] }
    return [certificateCard(shown, language, picture)]
  }

  /** A sentence and the cards; as many as one reply takes after `before` other messages. */
  function pendingCards(turn: Turn, pending: readonly Policy[], intro: string, before: number): Message[] {
    const { language } = turn.person
    const titles = pending.map((policy) => titleOf(policy, language)).join('\n')
    const cards = carousels(
      `${intro}\n${titles}`,
      pending.map((policy) => cardOf(policy, language, turn.at)),
    )
    return [text(intro), ...cards.slice(0, 4 - before)]
  }

  const listPending: Command = {
    id: 'acknowledgements.pending',
    words: { th: ['รับทราบ'], en: ['acknowledge'] },
    who: 'everyone',
    where: ['private'],
    argument: 'none',
    help: (language) => ({ summary: say(language, 'help.pending') }),
    run: async (turn): Promise<Answer> => {
      const { staffId, language } = turn.person
      if (!staffId) return { messages: [text(howToLink(turn))] }
      const pending = await rules.pendingFor(staffId, dayInBangkok(turn.at))
      if (pending.length === 0) return { messages: [text(say(language, 'nothingPending'))] }
      const intro = say(language, 'pending', { number: pending.length })
      return { messages: pendingCards(turn, pending, intro, 0) }
    },
  }

  return {
    commands: [listPending],
    buttons: [...buttons, certificate],
    policyMessages,
    async welcome(turn, staffId) {
      const today = dayInBangkok(turn.at)
      const pending = await rules.pendingFor(staffId, today)
      if (pending.length === 0) return []
      const asked = pending.map((policy) => ({ policy, staffId }))
      await rules.asked(asked, today)
      const intro = say(turn.person.language, 'welcome', { number: pending.length })
      return pendingCards(turn, pending, intro, 2)
    },
  }
}

/** The press, or why there is nobody for whom it could be recorded. */
export function pressOf(turn: Turn, { p, v, l }: Shown): Press | string {
  const { staffId, language } = turn.person
  if (!turn.sender) return say(language, 'senderUnknown')
  if (!staffId) return howToLink(turn)
  const { at, channel, place, eventKey } = turn
  return { policyKey: p, version: v, staffId, at, channel, place, language: l, eventKey }
}

export function notNowInWords(
  result: Extract<Acknowledged, { kind: 'closed' | 'notOpen' | 'unknownPolicy' }>,
  language: Language,
): string {
  switch (result.kind) {
    case 'closed': {
      const { fiscalYear } = result.policy
      return say(language, 'closed', { title: titleOf(result.policy, language), fiscalYear })
    }
    case 'notOpen': {
      const day = dayTitle(result.policy.opens, language)
      return say(language, 'notOpen', { title: titleOf(result.policy, language), day })
    }
    case 'unknownPolicy':
      return say(language, 'unknownPolicy')
  }
}

const titleOf = (policy: Policy, language: Language) => policyWordsFor(policy, language).words.title

const howToLink = (turn: Turn) =>
  say(turn.person.language, turn.place === 'group' ? 'howToLinkFromGroup' : 'howToLink')
