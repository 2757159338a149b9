// How publications went and go: one card each, with what an officer can do about it now.
import type th from '../../../../locales/th/campaigns.json'
import type publishing from '../../../../locales/th/publishing.json'
import { dateTimeTitle } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { progressBar, quietButton, rule, stack, words } from '../../../line/card-parts.js'
import type { Action, FlexBubble } from '../../../line/message-builders.js'
import type { CampaignResult } from '../campaigns-rules.js'
import { audienceInWords } from '../publishing/audience-words.js'
import type { RunCounts } from '../runs/campaign-run.js'
import { latestInsight } from './line-insight-words.js'

const say = textsOf<typeof th>('campaigns')
const tell = textsOf<typeof publishing>('publishing')

export type Control = 'pause' | 'resume' | 'stop' | 'resend'

/** What can be done with it now. */
export function controlsOf({ campaign, runs }: CampaignResult): Control[] {
  const { state } = campaign
  const open = runs.some((run) => ['planning', 'sending', 'parked'].includes(run.state))
  const last = runs.at(-1)
  const controls: Control[] = []
  if (state === 'active' && (open || campaign.next)) controls.push('pause')
  if (state === 'paused' || (state === 'active' && last?.state === 'parked')) controls.push('resume')
  if (state === 'paused' || (state === 'active' && (open || campaign.next))) controls.push('stop')
  if (last?.state === 'ended' && state !== 'stopped' && last.counts.failed > last.counts.unsure)
    controls.push('resend')
  return controls
}

/** All sendings of a campaign together. */
export function countsOf({ runs }: CampaignResult): RunCounts {
  const sum = (of: keyof RunCounts) => runs.reduce((total, { counts }) => total + counts[of], 0)
  return {
    waiting: sum('waiting'),
    sent: sum('sent'),
    parked: sum('parked'),
    failed: sum('failed'),
    unsure: sum('unsure'),
  }
}

export function resultCard(
  result: CampaignResult & { readonly opened: number },
  language: Language,
  actions: { readonly control: (control: Control) => Action; readonly evidence: Action },
): FlexBubble {
  const { campaign, opened } = result
  const counts = countsOf(result)
  const controls = controlsOf(result)
  const state = stateInWords(result, language)
  const insight = latestInsight(result.runs, language)
  return {
    type: 'bubble',
    size: 'mega',
    body: stack(
      [
        words(say(language, 'results.title'), { size: 'xs', colour: 'quiet' }),
        words(campaign.pieces[0]?.title[language] ?? '', { bold: true, colour: 'primary' }),
        words(
          `${audienceInWords(campaign.audience, language)} · ${dateTimeTitle(campaign.at, language)}`,
          small,
        ),
        words(countsInWords(result, language), { colour: counts.failed > 0 ? 'warning' : 'ink' }),
        progressBar(shareSent(counts), 6),
        ...(state === '' ? [] : [words(state, small)]),
        ...(opened > 0 ? [words(tell(language, 'state.opened', { number: opened }), small)] : []),
        ...(insight === '' ? [] : [words(insight, small)]),
      ],
      'xs',
    ),
    footer: stack(
      [rule(), ...[...controls.map(actions.control), actions.evidence].map((action) => quietButton(action))],
      'xs',
    ),
  }
}

const small = { size: 'xs', colour: 'quiet' } as const

/** Only what there is: a campaign that went well says one thing. */
export function countsInWords(result: CampaignResult, language: Language): string {
  const counts = countsOf(result)
  const states = (['sent', 'waiting', 'parked', 'failed'] as const).filter(
    (state) => counts[state] > 0 || state === 'sent',
  )
  const stopped = result.campaign.state === 'stopped'
  return states
    .map((state) =>
      stopped && state === 'waiting'
        ? tell(language, 'state.unsent', { number: counts.waiting })
        : say(language, `results.${state}`, { number: counts[state] }),
    )
    .join(' · ')
}

export function stateInWords({ campaign: { state, next } }: CampaignResult, language: Language): string {
  const held = state === 'paused' || state === 'stopped' ? [tell(language, `state.${state}`)] : []
  const coming =
    next && state === 'active'
      ? [tell(language, 'state.next', { when: dateTimeTitle(next.at, language) })]
      : []
  return [...held, ...coming].join(' · ')
}

function shareSent({ sent, waiting, parked, failed }: RunCounts): number {
  const all = sent + waiting + parked + failed
  return all === 0 ? 0 : sent / all
}
