// A year of integrity work for the demo agency: its plan of measures, three trainings with 36 people, publications elsewhere, and a
// knowledge test that is closed. Made through the rules, so that the pack for the assessor has something to show. May run again.

import type { Features } from '../features/index.js'
import { templateOf } from '../features/surveys/survey-templates.js'
import { addDays, dayInBangkok, fiscalYearOf } from '../i18n/calendar/thai-calendar.js'
import type { Clock } from '../operation/clock.js'
import { demoMeasures } from './agency/demo-measures.js'

const titles = ['จริยธรรมสำหรับบุคลากรใหม่', 'ผลประโยชน์ทับซ้อนในงานพัสดุ', 'การรับเรื่องร้องเรียนและคุ้มครองผู้แจ้ง']
const inEach = 12
const surveyKey = 'demo-knowledge'
const publishedElsewhere = [
  ['complaint-channels', 12],
  ['dos-and-donts', 5],
] as const

/** Where the survey is, everything is or was begun, and what visitors have done since stays. */
export async function seedIntegrityWork(
  features: Pick<Features, 'measures' | 'trainings' | 'surveys' | 'people' | 'campaigns'>,
  clock: Clock,
  channel: string,
): Promise<void> {
  if (await features.surveys.rules.survey(surveyKey)) return
  const now = clock()
  const staff = await features.people.rules.activeStaff()
  await features.measures.rules.importMeasures(fiscalYearOf(now), demoMeasures, 'system')
  const [first, , third] = await features.measures.rules.ofYear(fiscalYearOf(now))
  const officer = { by: 'system', officer: true }
  if (first) await features.measures.rules.setState(first.id, 'underWay', officer, now)
  if (third) {
    const done = {
      result: 'จัดอบรมครบ 3 ครั้งตามแผน',
      outcome: 'บุคลากรเข้าใจเรื่องผลประโยชน์ทับซ้อนดีขึ้น',
      problems: '',
    }
    await features.measures.rules.setResult(third.id, done, officer, now)
    await features.measures.rules.setState(third.id, 'done', officer, now)
  }
  await Promise.all([
    ...titles.map((title, time) => seedTraining(features, staff, { title, time, now, channel })),
    seedPublications(features, now),
    seedKnowledge(features, staff, clock),
  ])
}

async function seedTraining(
  { trainings }: Pick<Features, 'trainings'>,
  staff: readonly { readonly staffId: string }[],
  {
    title,
    time,
    now,
    channel,
  }: { readonly title: string; readonly time: number; readonly now: Date; readonly channel: string },
): Promise<void> {
  const opened = await trainings.rules.open({
    eventKey: `demo-training-${time + 1}`,
    title,
    channel,
    by: 'system',
    at: new Date(now.getTime() - time * 5 * 60_000),
  })
  if (!opened.ok) return
  const typed = (await trainings.rules.projected(opened.training.page))?.code ?? ''
  const present = staff.slice(time * inEach, (time + 1) * inEach)
  await Promise.all(
    present.map(({ staffId }) => trainings.rules.checkIn({ typed, accountKey: staffId, staffId, at: now })),
  )
  await trainings.rules.close(opened.training.id, 'system')
}

/** What an agency does beside LINE, and writes down: the same piece on its website and on the notice board. */
async function seedPublications({ campaigns }: Pick<Features, 'campaigns'>, now: Date): Promise<void> {
  const today = dayInBangkok(now)
  const pieces = await campaigns.rules.publishedContent(today)
  for (const [key, daysAgo] of publishedElsewhere) {
    const published = pieces.find((one) => one.key === key)
    if (!published) continue
    for (const channel of ['website', 'noticeBoard'] as const) {
      const eventKey = `demo-publication-${key}-${channel}`
      await campaigns.rules.record({
        eventKey,
        published,
        channel,
        on: addDays(today, -daysAgo),
        by: 'system',
      })
    }
  }
}

/** Two of three know nearly everything, as in a real office. */
async function seedKnowledge(
  { surveys }: Pick<Features, 'surveys'>,
  staff: readonly { readonly staffId: string }[],
  clock: Clock,
): Promise<void> {
  const spec = templateOf('knowledge', surveyKey, addDays(dayInBangkok(clock()), 14))
  const added = await surveys.rules.add(spec, 'system')
  if (!added.ok) return
  const right = added.survey.questions.map((one) => (one.kind === 'choice' ? (one.correct ?? 0) : 0))
  await Promise.all(
    staff.slice(0, 60).map(({ staffId }, index) => {
      const wrong = index % 6 === 0 ? 2 : index % 3 === 0 ? 1 : 0
      const given = right.map((choice, place) => (place < wrong ? (choice + 1) % 3 : choice))
      return surveys.rules.answer(surveyKey, { accountKey: staffId, staffId }, given)
    }),
  )
  await surveys.rules.close(surveyKey, 'system')
}
