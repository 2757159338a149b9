// What happens by itself, joined: each job is one thing that the features know how to do, and the post that carries its letters.

import type { ChannelConfig } from '../config/config-channels.js'
import type { DialogStore } from '../conversation/dialog-store.js'
import type { Router } from '../conversation/router.js'
import type { Outbox } from '../delivery/outbox/outbox.js'
import type { Worker } from '../delivery/worker.js'
import { createInsightAsking } from '../features/campaigns/results/line-insight-job.js'
import type { LineInsight } from '../features/campaigns/results/line-insight-rules.js'
import { createReporterNotices } from '../features/cases/reporter/reporter-notices-job.js'
import type { Features } from '../features/index.js'
import type { RichMenus } from '../features/menus/rich-menus.js'
import { reconcileStatistics } from '../features/statistics/counting/statistics-reconcile-job.js'
import { dayInBangkok } from '../i18n/calendar/thai-calendar.js'
import { createDailyLetters } from '../jobs/daily-letters.js'
import type { JobWork } from '../jobs/schedule.js'
import type { Clock } from '../operation/clock.js'
import type { Log } from '../operation/log.js'
import type { Audit } from '../security/audit/audit.js'
import { createAuditWitness } from '../security/audit/audit-witness-job.js'
import type { HandedFiles } from '../security/handed-files.js'

interface Working {
  readonly channels: readonly ChannelConfig[]
  readonly clock: Clock
  readonly log: Log
  readonly audit: Pick<Audit, 'end'>
  readonly features: Features
  readonly outbox: Outbox
  readonly worker: Worker
  readonly store: DialogStore
  readonly routers: ReadonlyMap<string, Router>
  readonly richMenus: Pick<RichMenus, 'linkDue' | 'compareAll'>
  readonly files: Pick<HandedFiles, 'purge'>
  readonly lineInsight: Pick<LineInsight, 'unitFigures'>
}

export function workOf(working: Working): JobWork {
  const { channels, clock, log, audit, features, outbox, worker, store, routers, richMenus, files } = working
  const { lineInsight } = working
  const sendNotices = createReporterNotices(features.tips.noticeLetters, outbox, clock)
  const postDaily = createDailyLetters({ channels, outbox, clock })
  return {
    async sendAcknowledgementReminders() {
      const today = dayInBangkok(clock())
      let count = 0
      for (const channel of channels) {
        const { outgoing, posted } = await features.acknowledgements.dailyMessages(today, channel.name)
        await outbox.post(outgoing, { sendNow: false })
        await posted()
        count += outgoing.length
      }
      worker.wakeOutbox()
      return count
    },
    async purgeExpiredDrafts() {
      const expired = await store.expired(500)
      for (const dialog of expired) {
        await routers.get(dialog.channel)?.closeExpired(dialog)
        await store.empty(dialog.key)
      }
      const { tips, cases } = features
      const handed = await files.purge()
      return expired.length + handed + (await cases.purgeExpired()) + (await tips.purgeExpired())
    },
    endRoles: features.people.rules.finishEndings,
    sendGiftLetters: () => postDaily(features.gifts.letters).finally(() => worker.wakeOutbox()),
    retryParkedLetters: async () => (await outbox.unpark()) + (await features.campaigns.runs.rules.unpark()),
    async keepFigures() {
      await features.cases.figures.keepAll()
      await features.space.rules.figures()
      return features.statistics.rules.past.keepAll()
    },
    reconcileStatistics: reconcileStatistics(features.statistics.rules, log),
    draftStatistics: () => postDaily(features.statistics.letters).finally(() => worker.wakeOutbox()),
    linkRichMenus: richMenus.linkDue,
    compareRichMenus: richMenus.compareAll,
    sendGroupHint: () => postDaily(features.groupHint).finally(() => worker.wakeOutbox()),
    sendNotices: () => sendNotices().finally(() => worker.wakeOutbox()),
    numberCases: features.cases.numbers.issue,
    sendCaseLetters: () => postDaily(features.cases.letters).finally(() => worker.wakeOutbox()),
    async sendReaderLetters() {
      await features.console.readers.admitDue()
      return postDaily(features.console.letters).finally(() => worker.wakeOutbox())
    },
    rebuildCaseList: features.cases.deskUpkeep.rebuild,
    destroyDueCases: features.cases.retention.destroyDue,
    recountSpace: features.space.rules.recount,
    sendSpaceLetters: () => postDaily(features.space.letters).finally(() => worker.wakeOutbox()),
    cutAudit: features.cases.retention.cutAudit,
    witnessAudit: createAuditWitness(audit, log),
    sendMeasureReminders: () => postDaily(features.measures.letters).finally(() => worker.wakeOutbox()),
    askLineInsight: createInsightAsking(features.campaigns.insight, lineInsight),
    closeSurveys: features.surveys.rules.closeDue,
  }
}
