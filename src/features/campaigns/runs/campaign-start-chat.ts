// What is said when a campaign has been confirmed. Nothing is sent from here: it is written down, and its time comes.
import type th from '../../../../locales/th/campaigns.json'
import type publishing from '../../../../locales/th/publishing.json'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { dateTimeTitle } from '../../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../../i18n/texts.js'
import { messageAction, text, withQuickReplies } from '../../../line/message-builders.js'
import { hasAnyRole, type Role } from '../../../security/roles.js'
import type { Published } from '../../library/content/content-rules.js'
import type { CampaignsRules, Plan } from '../campaigns-rules.js'
import { targetsInWords } from '../publishing/publish-card.js'

const say = textsOf<typeof th>('campaigns')
const tell = textsOf<typeof publishing>('publishing')

export const featureName = 'campaigns'

export const publishers: readonly Role[] = ['ethics', 'admin']

/** Asked again at the confirmation: a role may have been taken back since the dialog was opened. */
export const mayPublish = (turn: Turn) => hasAnyRole(turn.person.roles, publishers)

/** Who did it, for the audit. */
export const byOf = ({ person, sender, chat }: Turn): string => person.staffId ?? sender?.key ?? chat.key

export async function startedAnswer(
  rules: CampaignsRules,
  turn: Turn,
  id: string,
  published: readonly Published[],
  plan: Plan,
): Promise<Answer> {
  const { eventKey, at, channel, chat, person } = turn
  const { language } = person
  const told = { to: chat, language }
  const { kind, campaign } = await rules.start({
    id,
    eventKey,
    at,
    channel,
    by: byOf(turn),
    told,
    published,
    plan,
  })
  const title = campaign.pieces[0]?.title[language] ?? ''
  if (kind === 'alreadyStarted')
    return {
      messages: [
        text(say(language, 'alreadyStarted', { title, when: dateTimeTitle(campaign.at, language) })),
      ],
    }
  const [first = at] = plan.times
  const started =
    plan.timing.kind === 'now'
      ? say(language, 'started', { title, targets: targetsInWords(plan, language) })
      : tell(language, 'scheduled', { title, when: dateTimeTitle(first, language) })
  return { messages: withQuickReplies([text(started)], [messageAction(say(language, 'results.show'))]) }
}
