// รายงานของขวัญ [ช่วง]: the No Gift report of a period for those who keep the register, as figures and two files. Somebody else who
// types it means to report a gift, and is shown the gift desk.

import type th from '../../../../locales/th/evidence.json'
import type { Command } from '../../../conversation/feature.js'
import { periodTitle } from '../../../i18n/calendar/period.js'
import { parsePeriod, wordsOf } from '../../../i18n/calendar/period-words.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../../i18n/texts.js'
import { text } from '../../../line/message-builders.js'
import { hasAnyRole } from '../../../security/roles.js'
import type { FeatureDeps } from '../../feature-deps.js'
import { chainInWords, paperCard } from '../../handed-papers.js'
import { registerKeepers } from './gift-letters-rules.js'
import { giftReportPaper } from './gift-report-paper.js'
import type { GiftReportRules, NoGiftReport } from './gift-report-rules.js'

const say = textsOf<typeof th>('evidence')

export function createGiftReportCommand({
  reports,
  nameOf,
  desk,
  files,
  heavyWork,
  agencyName,
}: Pick<FeatureDeps, 'files' | 'heavyWork' | 'agencyName'> & {
  readonly reports: Pick<GiftReportRules, 'report' | 'rows' | 'firstBrokenStatement'>
  readonly nameOf: (staffId: string) => Promise<string>
  readonly desk: Command['run']
}): Command {
  return {
    id: 'gifts.report',
    words: { th: ['รายงานของขวัญ'], en: ['gift-report'] },
    who: ['staff', ...registerKeepers],
    where: ['private'],
    argument: 'optional',
    audited: true,
    help: (language) => ({
      summary: say(language, 'gifts.help'),
      example: say(language, 'gifts.helpExample'),
    }),
    async run(turn, wanted) {
      const { language, roles } = turn.person
      if (!hasAnyRole(roles, registerKeepers)) return desk(turn, '')
      const read = parsePeriod(wanted, turn.at)
      if (!read.ok)
        return {
          messages: [text(say(language, read.reason === 'future' ? 'gifts.future' : 'gifts.unclear'))],
        }
      const { period } = read
      const [report, rows, firstBroken] = await Promise.all([
        reports.report(period),
        reports.rows(period),
        reports.firstBrokenStatement(),
      ])
      const statements = await Promise.all(
        statementsOf(report).map(async (one) => ({ ...one, signer: await nameOf(one.staffId) })),
      )
      const title = periodTitle(period, language)
      const card = await paperCard({ files, heavyWork }, turn, {
        paper: giftReportPaper({
          ...{ language, agency: agencyName[language], asOf: turn.at, period: title },
          ...{ report, rows, statements },
          ...(firstBroken !== undefined && { firstBroken }),
        }),
        fileName: `no-gift-report-${report.from}-${report.until}`,
        what: `gift report ${wordsOf(period)}`,
        kind: say(language, 'gifts.kind'),
        title,
        lines: [
          say(language, 'gifts.days', {
            from: dayTitle(report.from, language),
            until: dayTitle(report.until, language),
          }),
          countsInWords(report, language),
          say(language, 'gifts.card.statements', { number: statements.length }),
          say(language, 'gifts.card.chain', { state: chainInWords(language, firstBroken) }),
        ],
        ...(firstBroken !== undefined && { warning: say(language, 'gifts.broken', { number: firstBroken }) }),
      })
      return { messages: [card] }
    },
  }
}

function countsInWords({ all }: NoGiftReport, language: 'th' | 'en'): string {
  const { count, within, over, exceptions } = all
  return count === 0
    ? say(language, 'gifts.card.none')
    : say(language, 'gifts.card.counts', { all: count, within, over, exceptions })
}

/** Of the whole agency and of single units, in the order of their signing. */
const statementsOf = ({ statements, units }: NoGiftReport) =>
  [...statements, ...units.flatMap((unit) => unit.statements)].toSorted(
    (one, other) => one.number - other.number,
  )
