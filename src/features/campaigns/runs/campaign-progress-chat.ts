// What the officer who confirmed a campaign is told while it runs. A message in LINE cannot be edited, so there are three
// at most: begun, half of it, done. A small one that goes well says nothing more: it was seen to begin.
import type th from '../../../../locales/th/publishing.json'
import { textsOf } from '../../../i18n/texts.js'
import { type Message, text } from '../../../line/message-builders.js'
import type { Campaign } from '../campaigns-model.js'
import { pieceAt } from '../campaigns-rules.js'
import type { RunCounts } from './campaign-run.js'
import type { Work } from './campaign-runs-rules.js'

const say = textsOf<typeof th>('publishing')

export type ProgressPoint = 'start' | 'halfway' | 'ended' | 'parked' | 'empty'

/** Below it each message about the progress would cost more than it tells. */
const worthTelling = 50

/** Nothing when there is nothing worth a push. */
export function progressMessages(
  { run, campaign }: Work,
  point: ProgressPoint,
  { sent, failed }: RunCounts,
): Message[] {
  const { language } = campaign.told
  const title = pieceAt(campaign, run.number)?.title[language] ?? ''
  const total = run.groups + run.people
  const values = { title, sent, total }
  switch (point) {
    case 'start':
    case 'halfway':
      return total < worthTelling ? [] : [text(say(language, `progress.${point}`, values))]
    case 'ended':
      if (failed > 0) return [text(say(language, 'progress.endedFailed', { ...values, failed }))]
      return total < worthTelling && campaign.timing.kind === 'now'
        ? []
        : [text(say(language, 'progress.ended', values))]
    case 'parked':
    case 'empty':
      return [text(say(language, `progress.${point}`, values))]
  }
}

/** Its time came, but its content had been put away. */
export function heldMessages(campaign: Campaign): Message[] {
  const { language } = campaign.told
  const title = pieceAt(campaign, campaign.next?.number ?? 1)?.title[language] ?? ''
  return [text(say(language, 'progress.putAway', { title }))]
}
