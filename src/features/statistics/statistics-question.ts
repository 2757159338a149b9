// Reads what is asked about a period: `ปีงบ 2569 หมวด`, `เทียบปีก่อน`, `ต.ค. 68 กราฟ`. Pure. The word for the view may stand
// before or after the period; what is left is the period. Two views at once are not guessed between.
import { type PeriodReading, parsePeriod } from '../../i18n/period-words.js'

export const views = [
  'table',
  'compare',
  'category',
  'unit',
  'channel',
  'type',
  'pending',
  'overdue',
  'time',
  'chart',
  'file',
] as const
export type View = (typeof views)[number]

export interface Question {
  readonly view: View
  readonly period: PeriodReading
}

/** In Thai and English, longest first where one begins another. */
const wordsOfView: Readonly<Record<Exclude<View, 'table'>, string>> = {
  compare:
    'เปรียบเทียบกับปีก่อน|เปรียบเทียบปีก่อน|เทียบกับปีที่แล้ว|เทียบกับปีก่อน|เทียบปีที่แล้ว|เทียบปีก่อน|เปรียบเทียบ|เทียบ|compared (?:with|to) (?:the )?(?:last|previous) year|vs last year|compare',
  category: 'หมวดหมู่|หมวด|categories|category',
  unit: 'หน่วยงาน|กอง|units|unit|divisions|division',
  channel: 'ช่องทาง|channels|channel',
  type: 'ประเภท|types|type|kinds|kind',
  pending: 'คงค้าง|ค้าง|pending|open|waiting',
  overdue: 'เกินกำหนด|ล่าช้า|overdue|late',
  time: 'ระยะเวลา|durations|duration|days|time',
  chart: 'กราฟ|แผนภูมิ|charts|chart|graph',
  file: 'ไฟล์|เอกสาร|files|file|pdf|excel|xlsx|csv',
}

const patterns = Object.entries(wordsOfView).map(([view, words]) => ({
  view: views.find((one) => one === view) ?? 'table',
  // A word ends where another begins, or where a digit does: 'ปีงบ2569หมวด' is read too.
  pattern: new RegExp(
    `(?:^|\\s|(?<=[0-9๐-๙]))(?:แยก|แบ่ง|ราย|by\\s)?(?:ตาม)?(?:${words})(?=\\s|$|ครับ|ค่ะ|คะ)`,
    'iu',
  ),
}))

/** `today` is read in Bangkok. */
export function readQuestion(text: string, today: Date): Question {
  const found = patterns.filter(({ pattern }) => pattern.test(text))
  const [first] = found
  if (!first) return { view: 'table', period: parsePeriod(text, today) }
  if (found.length > 1) return { view: 'table', period: { ok: false, reason: 'unclear' } }
  const rest = text.replace(first.pattern, ' ').trim()
  return { view: first.view, period: parsePeriod(rest, today) }
}
