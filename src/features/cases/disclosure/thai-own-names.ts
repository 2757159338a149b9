// The reporter's own name in plain words: after any word for oneself, in a signature, under a label, with its titles and its
// nickname. A name that the words give to somebody else ("ผมเห็นนายสมชาย", "หัวหน้าผม นายสมชาย") is evidence and stays.

import { isTitled, nameFrom, titlesFrom } from '../names/thai-name-shape.js'
import type { Sign } from './disclosure-kinds.js'
import { englishNamesIn } from './own-names-english.js'
import { ownWords } from './thai-whose-words.js'

export function ownNamesIn(words: string): readonly Sign[] {
  return [
    ...afterOwnWords(words),
    ...ofRelatives(words),
    ...labelled(words),
    ...signatures(words),
    ...announcing(words),
    ...englishNamesIn(words),
  ]
}

const found = (start: number, end: number): Sign => ({ kind: 'ownName', start, end, instead: '' })

/** What may stand between "I" and the name. */
const gap = /[ \n,.:;("'[\]\-/]{0,3}/uy
const joint =
  /(?:เอง|คือ|มี ?ชื่อ ?(?:จริง)?(?:ว่า(?!ที่))?|ชื่อ ?เล่น(?:ว่า(?!ที่))?|ชื่อ ?(?:จริง)?(?: ?-? ?(?:นาม)?สกุล)?(?:ว่า(?!ที่)|คือ)?(?!เสียง|ดัง)|มีนามว่า|นามว่า|นามสกุล|ว่า(?!ที่)|นะครับ|นะคะ|ครับ|ค่ะ|คะ|ในนาม|ผู้แจ้ง|ผู้ร้อง(?:เรียน)?|ผู้ลงนามข้างท้าย|ขอแนะนำตัว)/uy

function skip(pattern: RegExp, words: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(words) ? pattern.lastIndex : at
}

const ownWord = new RegExp(ownWords.join('|'), 'gu')

/** What a word for oneself may follow to begin a sentence; after any other word it is that word's object ('หัวหน้าผม'). */
const begins =
  /(?:^|[^\p{L}\p{M}]|ว่า|และ|แต่|คือ|ครับ|ค่ะ|คะ|ตัว|เพราะ|โดย|ซึ่ง|เมื่อ|ส่วน|นี่|เนื่องจาก|ด้วย|จาก|พวก|ชื่อ|เรียก)$/u
const belongs = /(?:ของ|กับ|ให้|หัวหน้าของ)[ \n]?$/u

function isSubject(words: string, at: number): boolean {
  const clause = words.slice(Math.max(0, at - 16), at)
  return (clause === '' || begins.test(clause)) && !belongs.test(clause)
}

function afterOwnWords(words: string): readonly Sign[] {
  return [...words.matchAll(ownWord)].flatMap(({ index, 0: own }) => {
    if (!isSubject(words, index)) return []
    const end = ownNameEnd(words, index + own.length)
    return end === undefined ? [] : [found(index, end)]
  })
}

/** Where the name ends that follows "I"; `undefined` when none does. */
function ownNameEnd(words: string, from: number): number | undefined {
  let at = skip(gap, words, from)
  let named = false
  for (let joints = 0; joints < 4; joints += 1) {
    const next = skip(joint, words, at)
    if (next === at) break
    if (/ชื่อ|นาม/u.test(words.slice(at, next))) named = true
    at = skip(gap, words, next)
  }
  return nameFrom(words, at, named ? 'certain' : 'titled')
}

const relative =
  /(?:คุณ)?(?:พ่อ|แม่|บิดา|มารดา|สามี|ภรรยา|ภริยา|แฟน|ลูกชาย|ลูกสาว|บุตรชาย|บุตรสาว|พี่ชาย|พี่สาว|น้องชาย|น้องสาว|พี่เขย|น้องเขย|พี่สะใภ้)(?:ของ)? ?(?:ข้าพเจ้า|กระผม|ดิฉัน|ดิชั้น|ผม|หนู|ฉัน|เรา)/gu

/** Whose husband or daughter somebody is tells who they are. */
function ofRelatives(words: string): readonly Sign[] {
  return [...words.matchAll(relative)].flatMap(({ index, 0: head }) => {
    const end = ownNameEnd(words, index + head.length)
    return end === undefined ? [] : [found(index, end)]
  })
}

const label =
  /(?<![\p{L}\p{M}])(?:\(? ?ลงชื่อ ?\)?|ลงนาม|ชื่อ ?ของ ?(?:กระผม|ผม|ดิฉัน|หนู|ข้าพเจ้า|ฉัน)|ชื่อ ?(?:จริง|เต็ม)?(?:ผู้แจ้ง|ผู้ร้องเรียน|ผู้ร้อง|ผู้ให้ข้อมูล)|ชื่อ(?:ผม|ดิฉัน|หนู|ข้าพเจ้า)|ชื่อ ?(?:และ|-|\/)? ?(?:นาม)?สกุล(?! ?(?:ผู้ถูก|เดียว|ของเขา))|ชื่อ ?เล่น(?:ของ)?(?:ผม|ดิฉัน|หนู)?(?:คือ|ว่า)?|ชื่อ(?= ?:)|นามสกุล(?:ของ)?(?:ผม|ดิฉัน|หนู)?(?:คือ|ว่า)?(?! ?(?:เดียว|เดิม|ดัง|ใหญ่|ของเขา))|เรียก(?:ผม|ดิฉัน|หนู|ฉัน)ว่า)(?:คือ|ว่า(?!ที่))?/gu
/** A signature that is talked about: 'ลงชื่อแทนกัน', 'ลงชื่อเข้าประชุม'. */
const talkedAbout =
  /^ ?(?:แทน|เข้า|รับ|เบิก|ปลอม|ใน|ย้อน|ออก|ให้|ไว้|ก่อน|หลัง|ครบ|ทำ|เวร|ปฏิบัติ|จริง|ทุก|ของ|ที่|บน|เอา|จาก|กำกับ|ลง|เป็น|และ|หรือ|ไม่|ว่า|ด้วย|เซ็น|ร่วม|ซื้อ|จัด|ตรวจ|โดย|ปกปิด|บริษัท|ผู้ถูก)/u
/** A name of which the clause before says that it is somebody else's. */
const othersName =
  /(?<!เรียน ?)(?:เขา|เธอ|ท่าน|หัวหน้า|ผอ\.?|คนนี้|คนนั้น|ผู้ถูกร้อง|นาย[ก-๎]{2,20}|นาง[ก-๎]{2,20}|คุณ[ก-๎]{2,20})(?: [ก-๎]{2,30})? ?\(?$/u

function labelled(words: string): readonly Sign[] {
  return [...words.matchAll(label)].flatMap(({ index, 0: head }) => {
    if (othersName.test(words.slice(Math.max(0, index - 60), index))) return []
    const from = index + head.length
    if (talkedAbout.test(words.slice(from, from + 12))) return []
    const at = skip(gap, words, skip(dots, words, skip(gap, words, from)))
    const end = nameFrom(words, at, /^\(? ?ลง/u.test(head) ? 'named' : 'certain')
    return end === undefined ? [] : [found(index, end)]
  })
}
const dots = /[.…_]{0,60}/uy

const bracketed = /\((?=[ก-ฮเ-ไA-Z])[^()\n]{3,70}\)/gu
/** An office or a person to whom a name in brackets belongs. */
const belongsToOther =
  /(?:หัวหน้า|ผู้อำนวยการ|ผอ\.?|รอง|ปลัด|นายก|ผู้|เจ้าหน้าที่|เขา|เธอ|ท่าน|คน|นาย|คุณ|ชื่อ|ตำรวจ|ครู|กำนัน|กรรมการ|ประธาน|[ก-๎]{2,40}(?:กอง|ฝ่าย|งาน|สำนัก)[ก-๎]{0,30}) ?$/u
const closing = /(?:นับถือ|เคารพ|ลงชื่อ|ผู้แจ้ง|ผู้ร้องเรียน|ผู้ร้อง|ขอบคุณ(?:ครับ|ค่ะ)?|regards,?|sincerely,?)[ \n.]{0,3}$/iu

/** '(นางสาวทดสอบ สมมุติ)' on a line of its own, or as the last words: a signature. */
function signatures(words: string): readonly Sign[] {
  return [...words.matchAll(bracketed)].flatMap(({ index, 0: inside }) => {
    const end = index + inside.length
    if (!isTitled(words, index + 1)) return []
    const line = words.slice(Math.max(0, index - 60), index)
    const isLast = /^[ \n.]{0,3}$/u.test(words.slice(end, end + 4)) && end + 4 >= words.length
    const alone = (line === '' || /\n ?$/u.test(line)) && /^ ?(?:\n|$)/u.test(words.slice(end, end + 2))
    const signed = alone || closing.test(line) || (isLast && !belongsToOther.test(line))
    return signed ? [found(index, end)] : []
  })
}

const announces = /[ \n]?(?:\(? ?(?:ผู้แจ้ง|ผู้ร้องเรียน|ผู้ร้อง|ผู้ให้ข้อมูล)|ขอแจ้ง|ขอร้องเรียน|ขอเรียน|ขอให้ข้อมูล|ขอชี้เบาะแส)/uy
const sentenceStart = /(?<=^|[\n.!?:]|[\n.!?:] |จาก ?|(?:ครับ|ค่ะ) )(?=[ก-ฮเ-ไA-Z])/gu

/** 'นายสมชาย ใจดี ขอแจ้งว่า …', 'จาก นางสาวทดสอบ สมมุติ' as the last words. */
function announcing(words: string): readonly Sign[] {
  return [...words.matchAll(sentenceStart)].flatMap(({ index }) => {
    if (titlesFrom(words, index) === index) return []
    const end = nameFrom(words, index, 'titled')
    if (end === undefined) return []
    announces.lastIndex = end
    const fromThem = /จาก ?$/u.test(words.slice(Math.max(0, index - 5), index)) && end >= words.length - 2
    return announces.test(words) || fromThem ? [found(index, end)] : []
  })
}
