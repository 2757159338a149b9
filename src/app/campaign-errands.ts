// Joins what carries campaigns out: the bulk post, the rules of campaigns, and the errands that look for what is due.

import type { BulkModel } from '../delivery/bulk/bulk-model.js'
import { createBulkPost } from '../delivery/bulk/bulk-post.js'
import type { BulkSendingDeps } from '../delivery/bulk/bulk-sending.js'
import type { Outbox } from '../delivery/outbox/outbox.js'
import type { LineInsight } from '../features/campaigns/results/line-insight-rules.js'
import { createCampaignRunner } from '../features/campaigns/runs/campaign-runner-job.js'
import type { Features } from '../features/index.js'
import { createErrands, type Errands } from '../jobs/errands.js'
import type { LineClient } from '../line/line-client.js'
import type { Clock } from '../operation/clock.js'
import type { Log } from '../operation/log.js'
import type { Keyring } from '../security/keyring.js'

export const multicastOf =
  (lineOf: (channel: string) => LineClient): BulkSendingDeps['multicast'] =>
  (channel, to, messages, retryKey, unit) =>
    lineOf(channel).multicast(to, messages, retryKey, unit)

export function campaignErrands({
  model,
  keyring,
  clock,
  log,
  features,
  outbox,
  sending,
  lineInsight,
}: {
  readonly model: BulkModel
  readonly keyring: Keyring
  readonly clock: Clock
  readonly log: Log
  readonly features: Pick<Features, 'campaigns'>
  readonly outbox: Outbox
  readonly sending: BulkSendingDeps
  readonly lineInsight: Pick<LineInsight, 'unitsUsed'>
}): Errands {
  const post = createBulkPost({ model, keyring, clock, ...sending })
  const { runs } = features.campaigns
  return createErrands(
    createCampaignRunner({ runs, post, outbox, clock, unitsUsed: lineInsight.unitsUsed }).runDue,
    log,
  )
}
