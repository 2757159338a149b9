// Campaigns as they go: how many were reached, what waits and what failed, and the same ways to hold or end them as in the
// chat. Refuses what the campaign's state does not allow.
import type th from '../../../../locales/th/console.json'
import type publishing from '../../../../locales/th/publishing.json'
import type { CampaignResult, CampaignsRules } from '../../../features/campaigns/campaigns-rules.js'
import { audienceInWords } from '../../../features/campaigns/publishing/audience-words.js'
import type { LinksRules } from '../../../features/campaigns/results/counted-links-rules.js'
import { latestInsight } from '../../../features/campaigns/results/line-insight-words.js'
import {
  controlsOf,
  countsInWords,
  countsOf,
  stateInWords,
} from '../../../features/campaigns/results/results-card.js'
import type { Visitor } from '../../../features/console/sign-in-rules.js'
import { dateTimeTitle } from '../../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../../i18n/texts.js'
import { accessMatrix, mayPass } from './access-matrix.js'
import type { ConsoleDoor } from './console-door.js'
import type { ConsoleFrame } from './console-frame.js'

const say = textsOf<typeof th>('console')
const tell = textsOf<typeof publishing>('publishing')
const most = 30

export interface CampaignsRouteDeps {
  readonly rules: Pick<
    CampaignsRules,
    'results' | 'campaign' | 'pause' | 'resume' | 'stop' | 'resendFailures'
  >
  readonly links: Pick<LinksRules, 'openedOf'>
  readonly frame: ConsoleFrame
}

export function addCampaignsRoutes(door: ConsoleDoor, { rules, links, frame }: CampaignsRouteDeps): void {
  door.on('GET /console/campaigns', async ({ response, visitor }) => {
    const { language, channel } = visitor
    const results = await rules.results(channel, most)
    const opened = await links.openedOf(results.map(({ campaign }) => campaign.id))
    await frame(response, {
      visitor,
      path: '/console/campaigns',
      title: say(language, 'campaigns.title'),
      children: (
        <>
          <p class="quiet">{say(language, 'campaigns.how')}</p>
          {results.length === 0 && <p class="card">{say(language, 'campaigns.none')}</p>}
          {results.map((result) => (
            <Campaign
              key={result.campaign.id}
              {...{ result, visitor }}
              opened={opened.get(result.campaign.id) ?? 0}
            />
          ))}
        </>
      ),
    })
  })

  const controls = {
    pause: rules.pause,
    resume: rules.resume,
    stop: rules.stop,
    resend: rules.resendFailures,
  }
  door.on('POST /console/api/campaigns/:campaignId/:control', async ({ request, response, visitor }) => {
    const { campaignId, control } = request.params
    const found = (['pause', 'resume', 'stop', 'resend'] as const).find((one) => one === control)
    // A session belongs to a channel; the campaigns of another one are not its own.
    const campaign = await rules.campaign(String(campaignId))
    if (!found || campaign?.channel !== visitor.channel)
      return void response.status(404).json({ why: 'notThere' })
    const { key, staffId } = visitor
    const done = await controls[found](campaign.id, staffId ?? key)
    response
      .status(done === 'done' ? 200 : 409)
      .json(done === 'done' ? { ok: true } : { why: done === 'putAway' ? done : 'notNow' })
  })
}

function Campaign({
  result,
  opened,
  visitor: { language, roles },
}: {
  result: CampaignResult
  opened: number
  visitor: Visitor
}) {
  const { campaign, runs } = result
  const { sent, waiting, parked, failed } = countsOf(result)
  const all = sent + waiting + parked + failed
  const title = campaign.pieces[0]?.title[language] ?? ''
  const may = mayPass(accessMatrix['POST /console/api/campaigns/:campaignId/:control'], roles)
  return (
    <section class="card" aria-label={title}>
      <div class="row spread">
        <h2>{title}</h2>
        <span class={campaign.state === 'active' ? 'chip warn' : 'chip'}>
          {say(language, `campaigns.state.${campaign.state}`)}
        </span>
      </div>
      <p class="quiet">
        {audienceInWords(campaign.audience, language)} · {dateTimeTitle(campaign.at, language)}
        {runs.length > 1 && ` · ${say(language, 'campaigns.runs', { count: runs.length })}`}
      </p>
      {all > 0 && <progress value={sent} max={all} aria-label={say(language, 'campaigns.progress')} />}
      <p>
        {countsInWords(result, language)}
        {opened > 0 && ` · ${tell(language, 'state.opened', { number: opened })}`}
      </p>
      <p class="quiet">{stateInWords(result, language)}</p>
      <p class="quiet">{latestInsight(runs, language)}</p>
      {may && (
        <div class="row">
          {controlsOf(result).map((control) => (
            <form
              autocomplete="off"
              key={control}
              data-api={`/console/api/campaigns/${campaign.id}/${control}`}
              data-sure={control === 'stop' ? tell(language, 'control.confirmStop', { title }) : undefined}
            >
              <button type="submit" class="second small">
                {tell(language, `control.${control}`)}
              </button>
              <p class="problem" role="alert" hidden />
            </form>
          ))}
        </div>
      )}
    </section>
  )
}
