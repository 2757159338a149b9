// เผยแพร่ step by step: what, to whom, a preview with its count and cost, and only then ยืนยัน. It goes out at once unless a
// time is set. What is confirmed is what was shown: if the recipients have changed meanwhile, it is shown again.
import type th from '../../../../locales/th/campaigns.json'
import type publishing from '../../../../locales/th/publishing.json'
import { type Dialog, defineDialog } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import { dateTimeTitle } from '../../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../../i18n/texts.js'
import { flex, type Message, text } from '../../../line/message-builders.js'
import { type Published, publishedPiece, titleOf } from '../../library/content/content-rules.js'
import type { CampaignsRules, Plan } from '../campaigns-rules.js'
import { mayPublish, publishers, startedAnswer } from '../runs/campaign-start-chat.js'
import { audienceInWords } from './audience-words.js'
import {
  type Propose,
  type PublishAnswers,
  type PublishParts,
  type PublishResult,
  type PublishStep,
  publishAnswersSchema,
} from './publish-answers.js'
import { audienceSteps, listStep } from './publish-audience-steps-chat.js'
import { planCard, planInWords } from './publish-card.js'
import { contentOptions, timeAgain, whenSteps } from './publish-when-steps-chat.js'
import { furthestDays } from './timing.js'

const say = textsOf<typeof th>('campaigns')
const tell = textsOf<typeof publishing>('publishing')

export const publishDialogName = 'campaigns.publish'

export function createPublishDialog(parts: PublishParts): Dialog {
  const { rules, library, content } = parts

  const publishedOn = (turn: Turn) => library.publishedContent(dayInBangkok(turn.at))

  /** Nothing when one of them is not published any more in this version. */
  async function chosen(turn: Turn, { contents }: PublishAnswers): Promise<Published[] | undefined> {
    const all = await publishedOn(turn)
    const found = contents.flatMap((id) => all.find((one) => one.id === id) ?? [])
    return found.length === contents.length && found.length > 0 ? found : undefined
  }

  const planOf = (turn: Turn, { audience, timing = { kind: 'now' } }: PublishAnswers) =>
    audience && rules.plan(turn.channel, audience, timing)

  const propose: Propose = async (turn, answers, audience) => {
    const { adding: _adding, ...proposed } = { ...answers, audience, page: 0 }
    const plan = await rules.plan(turn.channel, audience, answers.timing ?? { kind: 'now' })
    const obstacle = obstacleInWords(turn, plan, rules)
    if (obstacle === undefined) return { go: 'confirming', answers: { ...proposed, shown: plan.fingerprint } }
    const first = [text(obstacle.words)]
    if (obstacle.about === 'when') return timeAgain(proposed, first)
    // What was shown before stays chosen: only the change is not made.
    const { audience: before, ...rest } = answers
    return {
      go: 'choosingAudience',
      answers: { ...rest, ...(before && { audience: before }), page: 0 },
      first,
    }
  }

  async function whyGone({ person: { language } }: Turn, { contents }: PublishAnswers): Promise<string> {
    const putAway = (await library.shelf()).find(
      ({ content: { key }, archived }) => archived && contents.some((id) => id.startsWith(`content/${key}/`)),
    )
    if (!putAway) return say(language, 'gone')
    return say(language, 'archived', { title: titleOf(publishedPiece(putAway.content), language) })
  }

  const backToContent = async (turn: Turn, answers: PublishAnswers): Promise<PublishResult> => ({
    go: 'choosingContent',
    answers: { draft: answers.draft, page: 0, contents: [] },
    first: [text(await whyGone(turn, answers))],
  })

  async function preview(turn: Turn, published: readonly Published[], plan: Plan): Promise<Message[]> {
    const { language } = turn.person
    const arrives = plan.people === 0 ? 'th' : language
    const messages: Message[] = []
    for (const [index, one] of published.entries()) {
      const when = plan.times[index]
      const step =
        published.length > 1 && when
          ? tell(language, 'plan.step', { number: index + 1, when: dateTimeTitle(when, language) })
          : say(language, 'plan.preview')
      messages.push(text(step), ...(await content.messagesOf(one, arrives, turn.at)))
    }
    return messages
  }

  const confirming: PublishStep = {
    takes: [],
    ask: async (turn, answers) => {
      const { language } = turn.person
      const published = await chosen(turn, answers)
      const plan = published && (await planOf(turn, answers))
      const first = published?.[0]
      if (!first || !plan) return [text(await whyGone(turn, answers))]
      const title = titleOf(first, language)
      return [
        ...(await preview(turn, published, plan)),
        flex(planInWords(title, plan, language), planCard(title, plan, language)),
      ]
    },
    // The plan is named in the choice, so that a press meant for another plan cannot confirm this one.
    choices: ({ person: { language } }, { shown }) => [
      { value: `confirm ${shown}`, label: buttonLabel(language, 'confirm') },
      { value: 'when', label: tell(language, 'when.change') },
      { value: 'recipients', label: tell(language, 'recipients.change') },
    ],
    take: async (turn, said, answers) => {
      const value = said.kind === 'choice' ? said.value : ''
      if (value === 'when') return { go: 'choosingWhen', answers }
      if (value === 'recipients') return { go: 'changingRecipients', answers }
      return confirmed(turn, answers)
    },
  }

  async function confirmed(turn: Turn, answers: PublishAnswers): Promise<PublishResult> {
    // What has begun is finished as it began, whatever has changed since: this may be the same press after a crash.
    const begun = (await rules.campaign(answers.draft)) !== undefined
    if (!begun && !mayPublish(turn))
      return { done: { messages: [text(say(turn.person.language, 'notAllowed'))] } }
    const published = begun ? await everChosen(answers) : await chosen(turn, answers)
    const plan = await planOf(turn, answers)
    if (!published || !plan) return backToContent(turn, answers)
    if (!begun) {
      if (plan.fingerprint !== answers.shown) return shownAgain(turn, answers, plan)
      if (rules.obstacleTo(plan) !== undefined) return propose(turn, answers, plan.audience)
    }
    return { done: await startedAnswer(rules, turn, answers.draft, published, plan) }
  }

  async function everChosen({ contents }: PublishAnswers): Promise<Published[]> {
    const found = await Promise.all(contents.map((id) => library.everPublished(id)))
    return found.filter((one) => one !== undefined)
  }

  async function shownAgain(turn: Turn, answers: PublishAnswers, plan: Plan): Promise<PublishResult> {
    const again = await propose(turn, answers, plan.audience)
    if (!('go' in again) || again.go !== 'confirming') return again
    return { ...again, first: [text(say(turn.person.language, 'changed'))] }
  }

  return defineDialog<PublishAnswers>({
    name: publishDialogName,
    version: 2,
    idleMinutes: 30,
    who: publishers,
    places: ['private'],
    answers: publishAnswersSchema,
    first: 'choosingContent',
    steps: {
      choosingContent: listStep({
        name: 'choosingContent',
        title: (language) => say(language, 'choose.content'),
        options: (turn) => contentOptions(library, turn),
        take: async (_turn, answers, { value }) => ({
          go: 'choosingAudience',
          answers: { ...answers, page: 0, contents: [value] },
        }),
      }),
      ...audienceSteps(parts, propose),
      ...whenSteps(parts, propose),
      confirming,
    },
  })
}

function obstacleInWords(
  turn: Turn,
  plan: Plan,
  rules: CampaignsRules,
): { readonly about: 'audience' | 'when'; readonly words: string } | undefined {
  const { language } = turn.person
  const obstacle = rules.obstacleTo(plan)
  switch (obstacle) {
    case 'nobody':
      return { about: 'audience', words: nobodyInWords(turn, plan) }
    case 'overQuota': {
      const remaining = plan.remaining.kind === 'limited' ? plan.remaining.messages : 0
      return { about: 'audience', words: say(language, 'overQuota', { cost: plan.cost, remaining }) }
    }
    case 'past':
    case 'tooFar': {
      const when = dateTimeTitle(plan.times[0] ?? turn.at, language)
      return { about: 'when', words: tell(language, `when.${obstacle}`, { when, days: furthestDays }) }
    }
    case undefined:
      return undefined
  }
}

function nobodyInWords({ person: { language } }: Turn, { audience }: Plan): string {
  const [part, ...others] = audience.parts
  if (part && others.length === 0 && audience.exceptUnits.length === 0) {
    if (part.kind === 'unit') return say(language, 'nobody.unit', { unit: part.unit })
    if (part.kind === 'groups' || part.kind === 'linkedStaff') return say(language, `nobody.${part.kind}`)
  }
  return tell(language, 'nobody', { audience: audienceInWords(audience, language) })
}
