// What happens by itself: name, when (Asia/Bangkok), what. A job's work is safe to run twice; the election only saves work.
import { type RunCoordinator, type ScheduledTask, schedule as scheduleCron } from 'node-cron'
import { type Log, problemOf } from '../operation/log.js'

export interface Job {
  readonly name: string
  /** Five fields: minute, hour, day, month, weekday. */
  readonly cron: string
  /** Answers how many things it did, for the log. */
  readonly run: () => Promise<number>
  /** Not logged: its count moves within a minute of what people do, such as a report that was begun and left. */
  readonly quiet?: true
}

export interface JobWork {
  readonly sendAcknowledgementReminders: () => Promise<number>
  readonly sendGiftLetters: () => Promise<number>
  readonly endRoles: () => Promise<number>
  readonly purgeExpiredDrafts: () => Promise<number>
  readonly retryParkedLetters: () => Promise<number>
  readonly keepFigures: () => Promise<number>
  readonly reconcileStatistics: () => Promise<number>
  readonly draftStatistics: () => Promise<number>
  readonly linkRichMenus: () => Promise<number>
  readonly compareRichMenus: () => Promise<number>
  readonly sendGroupHint: () => Promise<number>
  readonly sendNotices: () => Promise<number>
  readonly numberCases: () => Promise<number>
  readonly sendCaseLetters: () => Promise<number>
  readonly sendReaderLetters: () => Promise<number>
  readonly rebuildCaseList: () => Promise<number>
  readonly destroyDueCases: () => Promise<number>
  readonly cutAudit: () => Promise<number>
  readonly recountSpace: () => Promise<number>
  readonly sendSpaceLetters: () => Promise<number>
  readonly witnessAudit: () => Promise<number>
  readonly sendMeasureReminders: () => Promise<number>
  readonly askLineInsight: () => Promise<number>
  readonly closeSurveys: () => Promise<number>
}

export function jobsOf(work: JobWork): readonly Job[] {
  return [
    // Each stage has its day: a machine that is off at half past nine must not cost a reminder. What was said is not said again.
    { name: 'acknowledgement-reminders', cron: '30 9-15 * * *', run: work.sendAcknowledgementReminders },
    { name: 'gift-digest', cron: '0 16 * * *', run: work.sendGiftLetters },
    { name: 'expired-drafts', cron: '* * * * *', run: work.purgeExpiredDrafts, quiet: true },
    { name: 'role-endings', cron: '* * * * *', run: work.endRoles },
    { name: 'parked-letters', cron: '5 * * * *', run: work.retryParkedLetters },
    { name: 'kept-figures', cron: '0 0 * * *', run: work.keepFigures, quiet: true },
    { name: 'statistics-reconcile', cron: '15 2 * * *', run: work.reconcileStatistics },
    { name: 'statistics-draft', cron: '40 8 * * *', run: work.draftStatistics },
    { name: 'rich-menu-links', cron: '* * * * *', run: work.linkRichMenus },
    { name: 'rich-menu-reconcile', cron: '40 2 * * *', run: work.compareRichMenus },
    { name: 'measure-reminders', cron: '0 9 * * *', run: work.sendMeasureReminders },
    { name: 'survey-closing', cron: '10 0 * * *', run: work.closeSurveys },
    { name: 'line-insight', cron: '35 * * * *', run: work.askLineInsight },
    { name: 'safe-reporting-hint', cron: '30 8 * * 1', run: work.sendGroupHint },
    { name: 'reporter-notices', cron: '* * * * *', run: work.sendNotices, quiet: true },
    { name: 'case-numbers', cron: '20 0 * * *', run: work.numberCases },
    { name: 'case-letters', cron: '0 8 * * *', run: work.sendCaseLetters },
    { name: 'audit-witness', cron: '50 23 * * *', run: work.witnessAudit },
    { name: 'reader-letters', cron: '5 8 * * *', run: work.sendReaderLetters },
    { name: 'case-list', cron: '30 2 * * *', run: work.rebuildCaseList },
    { name: 'case-retention', cron: '0 3 * * *', run: work.destroyDueCases },
    { name: 'space-recount', cron: '20 3 * * *', run: work.recountSpace, quiet: true },
    { name: 'space-letters', cron: '10 8 * * *', run: work.sendSpaceLetters },
    { name: 'audit-retention', cron: '30 3 * * *', run: work.cutAudit },
  ]
}

export interface Schedule {
  stop(): Promise<void>
  /** Runs one job now, as the clock would: for tests and for operators. */
  runNow(name: string): Promise<number>
}

export function startSchedule(jobs: readonly Job[], elections: RunCoordinator, log: Log): Schedule {
  async function run(job: Job): Promise<number> {
    const count = await job.run()
    if (count > 0 && !job.quiet) log.info('job done', { job: job.name, count })
    return count
  }

  const tasks = jobs.map(
    (job): ScheduledTask =>
      scheduleCron(
        job.cron,
        async () => {
          await run(job).catch((error: unknown) =>
            log.error('job failed', { job: job.name, ...problemOf(error) }),
          )
        },
        {
          name: job.name,
          timezone: 'Asia/Bangkok',
          noOverlap: true,
          distributed: true,
          runCoordinator: elections,
          suppressMissedWarning: true,
          logger: quietLogger(log),
        },
      ),
  )

  return {
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()))
    },
    async runNow(name) {
      const job = jobs.find((one) => one.name === name)
      if (!job) throw new Error(`There is no job ${name}`)
      return run(job)
    },
  }
}

/** node-cron's own words go nowhere: an election that cannot be held is the only thing worth a line. */
function quietLogger(log: Log) {
  return {
    info: () => undefined,
    debug: () => undefined,
    warn: () => undefined,
    error: () => log.warn('job election failed'),
  }
}
