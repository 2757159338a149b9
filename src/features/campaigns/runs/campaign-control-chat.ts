// The buttons of a publication: hold it, let it go on, end it (asked twice), send again to whom it failed.
import { z } from 'zod'
import type th from '../../../../locales/th/publishing.json'
import { type Button, defineButton } from '../../../conversation/feature.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { textsOf } from '../../../i18n/texts.js'
import { type Action, messageAction, text, withQuickReplies } from '../../../line/message-builders.js'
import type { CampaignsRules } from '../campaigns-rules.js'
import type { Control } from '../results/results-card.js'
import { byOf, publishers } from './campaign-start-chat.js'

const say = textsOf<typeof th>('publishing')
const asked = ['pause', 'resume', 'stop', 'resend'] as const
const saysDone = { pause: 'paused', resume: 'resumed', stop: 'stopped', resend: 'resent' } as const

export interface CampaignControl {
  readonly buttons: readonly Button[]
  readonly action: (turn: Turn, campaignId: string, control: Control) => Action
}

export function createCampaignControl(rules: CampaignsRules): CampaignControl {
  const titleIn = async (turn: Turn, id: string) =>
    (await rules.campaign(id))?.pieces[0]?.title[turn.person.language] ?? ''

  async function carryOut(turn: Turn, id: string, control: Control): Promise<Answer> {
    const act = { pause: rules.pause, resume: rules.resume, stop: rules.stop, resend: rules.resendFailures }
    const title = await titleIn(turn, id)
    const how = await act[control](id, byOf(turn))
    const refused = how === 'putAway' && control === 'resend' ? 'resendPutAway' : how
    const key = refused === 'done' ? saysDone[control] : refused
    return { messages: [text(say(turn.person.language, `control.${key}`, { title }))] }
  }

  const button = defineButton({
    id: 'campaigns.control',
    version: 1,
    livesDays: 400,
    who: publishers,
    where: ['private'],
    data: z.strictObject({ i: z.string(), a: z.enum(asked), sure: z.boolean().optional() }),
    press: async (turn, { i, a, sure }): Promise<Answer> => {
      if (a !== 'stop' || sure) return carryOut(turn, i, a)
      const { language } = turn.person
      const title = await titleIn(turn, i)
      return {
        messages: withQuickReplies(
          [text(say(language, 'control.confirmStop', { title }))],
          [
            button.action(buttonLabel(language, 'confirm'), turn.at, { i, a, sure: true }),
            messageAction(buttonLabel(language, 'cancel')),
          ],
        ),
      }
    },
  })

  return {
    buttons: [button],
    action: (turn, campaignId, control) =>
      button.action(say(turn.person.language, `control.${control}`), turn.at, { i: campaignId, a: control }),
  }
}
