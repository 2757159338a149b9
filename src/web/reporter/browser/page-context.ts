// What every page of the reporter's hands to its script: the words in one language, and the few facts that they mention.
// Runs in the browser; made by reporter-page.tsx.
import { z } from 'zod'
import type complaintsTh from '../../../../locales/th/complaints.json'
import type filesTh from '../../../../locales/th/files.json'
import type followUpTh from '../../../../locales/th/followUp.json'
import type reportsTh from '../../../../locales/th/reports.json'
import type tellingTh from '../../../../locales/th/telling.json'
import { complaintKinds } from '../../../features/complaints/complaint-kinds.js'
import { guideTopics } from '../../../features/settings/settings-schema.js'
import { readPageData } from '../../pages/page-data.js'
import { textTree, wordsFrom } from '../../pages/words-in-page.js'
import type { Excuses } from './ask-server.js'

export const reporterPageData = z.object({
  language: z.enum(['th', 'en']),
  agencyName: z.string(),
  answerDays: z.number(),
  /** What can be reported: there is somebody to read it. */
  openKinds: z.array(z.enum(complaintKinds)),
  /** Who else hears what, as the agency says it. */
  guide: z.record(z.enum(guideTopics), z.string()),
  /** What somebody agrees to who says who they are. */
  identityConsent: z.string(),
  /** Where else to go, for whose browser cannot do it. */
  otherBodies: z.string(),
  words: z.object({
    reports: textTree,
    followUp: textTree,
    telling: textTree,
    complaints: textTree,
    files: textTree,
  }),
})

export function readPageContext() {
  const { words, ...facts } = readPageData(reporterPageData)
  return {
    ...facts,
    reports: wordsFrom<typeof reportsTh>(words.reports),
    followUp: wordsFrom<typeof followUpTh>(words.followUp),
    telling: wordsFrom<typeof tellingTh>(words.telling),
    complaints: wordsFrom<typeof complaintsTh>(words.complaints),
    files: wordsFrom<typeof filesTh>(words.files),
  }
}

export type PageContext = ReturnType<typeof readPageContext>
export type ReportsSay = PageContext['reports']['say']

/** What is said when the server does not say it. */
export function excusesOf({ reports: { say } }: PageContext): Excuses {
  return {
    offline: say('sending.offline'),
    busy: say('sending.busy'),
    tooLarge: say('sending.tooLarge'),
    failed: say('sending.notUnderstood'),
    broken: say('sending.broken'),
  }
}
