// Whose number, plate or address it is, as far as the words before it say: the reporter's, or somebody else's. An accused's
// details are evidence and stay; what nobody is said to own is taken for the reporter's, because that is the safer mistake.

/** Longest first. */
export const ownWords = [
  ...['ผู้ให้ข้อมูล', 'ผู้ให้เบาะแส', 'ผู้ร้องเรียน', 'ผู้แจ้ง', 'ผู้ร้อง', 'ข้าพเจ้า', 'ขาพเจ้า', 'กระผม'],
  ...['เดี๊ยน', 'ดิชั้น', 'ดิฉัน', 'ดิชัน', 'ดีฉัน', 'อิฉัน', 'หนู', 'ฉัน', 'เรา', 'ผม'],
] as const

const own = new RegExp(`(?:${ownWords.join('|')}|ตัวเอง|ส่วนตัว|\\bmy\\b|\\bmine\\b|\\bI\\b)`, 'gu')
const others =
  /เขา|เธอ|ท่าน|คนนั้น|คนนี้|หัวหน้า|เจ้านาย|ผู้บังคับบัญชา|ผอ\.?|ผู้อำนวยการ|ปลัด|นายก|ผู้ใหญ่บ้าน|กำนัน|นาย|นาง|น\.ส\.|คุณ|บริษัท|ห้าง|ร้าน|ผู้รับเหมา|ผู้ถูกร้อง|ผู้ถูกกล่าวหา|ผู้ต้องสงสัย|คนขับ|เจ้าหน้าที่|ตำรวจ|ราชการ|หลวง|หน่วยงาน|เทศบาล|อบต|เห็นรถ|รถคัน|คันสี|สีดำ|สีขาว|สีแดง|สีเงิน|สีเทา|\b(?:his|her|their|he|she|they|boss|chief|official)\b/giu

const reach = 48

/** The end of the last match in the clause before `at`, counted from its beginning; -1 without one. */
function lastIn(clause: string, pattern: RegExp): number {
  let last = -1
  for (const found of clause.matchAll(pattern)) last = found.index + found[0].length
  return last
}

const clauseBefore = (words: string, at: number): string => {
  const before = words.slice(Math.max(0, at - reach), at)
  return before.slice(before.lastIndexOf('\n') + 1)
}

/** Whoever is named last before it owns it. */
export function whoseIs(words: string, at: number, end: number): 'own' | 'others' | 'unsaid' {
  const after = words.slice(end, end + 24)
  if (/^ ?(?:ที่เป็น)?(?:ซึ่งเป็น)?(?:เป็น)?ของ ?(?:ผม|ดิฉัน|หนู|ข้าพเจ้า|กระผม|ฉัน)/u.test(after)) return 'own'
  if (/^ ?(?:ที่เป็น)?(?:ซึ่งเป็น)?(?:เป็น)?ของ/u.test(after)) return 'others'
  const clause = clauseBefore(words, at)
  const [mine, theirs] = [lastIn(clause, own), lastIn(clause, others)]
  if (mine < 0 && theirs < 0) return 'unsaid'
  return mine >= theirs ? 'own' : 'others'
}

/** Whether the words between a cue ('เบอร์', 'ไลน์') and what it announces name another owner: 'เบอร์ของหัวหน้า 081 …'. */
export function isAnothers(words: string, cue: number, at: number): boolean {
  const between = words.slice(Math.max(cue, at - reach), at)
  return lastIn(between, others) > lastIn(between, own)
}
