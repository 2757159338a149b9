// What a guesser tries first in Thai: common words, most likely first, and where the letters of the two layouts lie on one keyboard
// (Kedmanee over QWERTY), so that a walk over the keys is known in either.

/** Each is one of a few hundred tries. */
export const commonThaiWords = (
  'รหัสผ่าน รหัส ผ่าน วลีผ่าน วลี ทดสอบ ทดลอง สวัสดี ขอบคุณ ความลับ ลับ กุญแจ คีย์ ประตู เปิด ปิด เข้า ออก ระบบ คอมพิวเตอร์ ' +
  'ของ ฉัน ของฉัน ผม ดิฉัน เรา เขา เธอ คุณ หนู พ่อ แม่ พี่ น้อง ลูก ครอบครัว บ้าน รถ เงิน ทอง รวย รัก ที่รัก คิดถึง หัวใจ ใจ ชีวิต ' +
  'ความสุข สุข สบาย โชคดี โชค ดี มาก ดีมาก ที่สุด สวย หล่อ น่ารัก คน ไทย คนไทย ประเทศไทย ประเทศ เมือง กรุงเทพ กรุงเทพมหานคร จังหวัด ' +
  'อำเภอ ตำบล หมู่บ้าน วัน นี้ วันนี้ พรุ่งนี้ เมื่อวาน เดือน ปี อากาศ ฝน แดด ร้อน หนาว น้ำ ไฟ ลม ดิน ฟ้า ทะเล ภูเขา แม่น้ำ ต้นไม้ ' +
  'ดอกไม้ หมา แมว ช้าง เสือ ม้า วัว ควาย ไก่ เป็ด หมู ปลา นก งู กิน ข้าว กินข้าว ผัก ผลไม้ กาแฟ ชา นม เที่ยว ไป มา อยู่ ทำ งาน ทำงาน ' +
  'โรงเรียน โรงพยาบาล วัด ตลาด สำนักงาน หน่วยงาน กรม กอง กระทรวง เทศบาล อบต อบจ ราชการ ข้าราชการ เจ้าหน้าที่ ผู้อำนวยการ หัวหน้า ' +
  'ผู้ดูแล ผู้ดูแลระบบ แอดมิน สุจริต โปร่งใส ทุจริต ร้องเรียน แจ้งเบาะแส เบาะแส จริยธรรม คุณธรรม หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ ' +
  'ศูนย์ ใหม่ เก่า ใหญ่ เล็ก ยาว สั้น แดง เขียว น้ำเงิน เหลือง ขาว ดำ ชมพู ส้ม ม่วง ใน ที่ และ หรือ ไม่ ได้ ให้ จะ กับ แต่ เป็น มี ว่า การ ' +
  'ความ นะ ครับ ค่ะ จ้า เลย แล้ว ก็ ด้วย จำ จำได้ ลืม จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์ มกราคม กุมภาพันธ์ มีนาคม เมษายน ' +
  'พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม สมชาย สมหญิง สมศรี สมศักดิ์ ประเสริฐ วิชัย มานะ มานี ปิติ ชูใจ'
).split(' ')

const keys = '1234567890-=qwertyuiop[]asdfghjkl;\'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
const thaiKeys = 'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
const toLatin = new Map([...thaiKeys].map((thai, place) => [thai, [...keys][place] ?? thai]))

/** What the same keys write in the other layout: กฟหกด is dafas. Other letters stay. */
export const asTypedInLatin = (words: string): string =>
  [...words]
    .map((letter) => (/[\u0e00-\u0e7f]/.test(letter) ? (toLatin.get(letter) ?? letter) : letter))
    .join('')

/** Beginnings, vowels and ends from which a syllable can be read aloud, though it means nothing. */
export const thaiBeginnings = [...'กขคงจชดตทนบปผพฟมยรลวสหอ']
export const thaiVowels = ['ะ', 'า', 'ิ', 'ี', 'ุ', 'ู', 'เ', 'แ', 'โ'] as const
export const thaiEnds = ['ก', 'ง', 'ด', 'น', 'บ', 'ม'] as const

/** Written as Thai writes it: some vowels stand before the letter that they are spoken after. */
export function thaiSyllable(beginning: string, vowel: string, end: string): string {
  if (vowel === 'ะ') return `${beginning}ั${end}`
  return /[เแโ]/.test(vowel) ? `${vowel}${beginning}${end}` : `${beginning}${vowel}${end}`
}
