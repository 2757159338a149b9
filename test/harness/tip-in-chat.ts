// A tip as a person tells it in the chat, through the door, from the first word to the thanks. What nobody said is “not known”.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'

export interface ToldTip {
  readonly category?: string
  readonly what: string
  readonly who?: string
  readonly when?: string
  readonly where?: string
  readonly howKnown?: string
  /** Each is sent at the question for evidence, one after the other. */
  readonly evidence?: readonly (() => Promise<unknown>)[]
  readonly wantsNotices?: boolean
}

export interface InChat {
  readonly settle: () => Promise<void>
  readonly person: LinePerson
}

/** Up to the summary, where everything can still be changed. */
export async function tellsTip({ person, settle }: InChat, told: ToldTip): Promise<void> {
  const { press, say } = actsOf({ person, settle })
  await say('แจ้งเบาะแส')
  for (const label of ['ยอมรับและเริ่ม', 'ทุจริต/ประพฤติมิชอบ', 'หน่วยงานนี้', told.category ?? 'เรียกรับสินบน'])
    await press(label)
  await say(told.what)
  await press('ต่อไป')
  for (const words of [told.who, told.when, told.where])
    await (words === undefined ? press('ไม่ทราบ') : say(words))
  await (told.howKnown === undefined ? press('เห็นเอง') : say(told.howKnown))
  const evidence = told.evidence ?? []
  for (const send of evidence) {
    await send()
    await settle()
  }
  await press(evidence.length > 0 ? 'ต่อไป' : 'ข้าม')
  await press(told.wantsNotices === true ? 'ให้แจ้งเตือน' : 'ไม่ต้องแจ้งเตือน')
  if (/ง่ายขึ้นมาก/.test(person.texts().at(-1) ?? '')) await press('ข้าม')
  await person.hears(/ตรวจทานก่อนส่ง/)
}

/** Through the warning of what shows who tells, where there is one. */
export async function sendsTip({ person, settle }: InChat): Promise<void> {
  const { press } = actsOf({ person, settle })
  await press('ส่งเรื่อง')
  if (/ส่งตามนี้/.test(JSON.stringify(person.lastMessages()))) await press('ส่งตามนี้')
  expect(person.texts().join('\n')).to.include('ส่งเรื่องเรียบร้อยแล้ว')
}

const actsOf = ({ person, settle }: InChat) => ({
  async press(label: string) {
    await person.presses(label)
    await settle()
  },
  async say(words: string) {
    await person.says(words)
    await settle()
  },
})
