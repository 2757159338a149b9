// Reads a value in baht as people write it: "ประมาณ ๒,๕๐๐ บาท", "2500.50", "3 พันบาท". It never guesses: a range, a misplaced comma
// or a value in letters is unclear.

import { composed } from '../../../i18n/letters/composed.js'
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'
import { mostBaht } from '../gift-facts.js'

export type ValueReading =
  | { readonly ok: true; readonly baht: number }
  | { readonly ok: false; readonly why: 'unclear' | 'notPositive' | 'tooMuch' }

const before = /^(?:(?:มูลค่า|ราคา|ประมาณ|ราวๆ|ราว|คร่าวๆ|approx\.?|about|around|circa|thb|฿|~|≈) ?){0,4}/u
const after = / ?(?:(?:บาท(?:ถ้วน)?|baht|thb|฿|\.-|โดยประมาณ|ครับ|ค่ะ|คะ) ?){0,3}$/u
const number = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,2})? ?(พัน|หมื่น|แสน|ล้าน)?$/u

const scales: readonly (readonly [RegExp, number])[] = [
  [/^พัน$/u, 1_000],
  [/^หมื่น$/u, 10_000],
  [/^แสน$/u, 100_000],
  [/^ล้าน$/u, 1_000_000],
]

export function readBaht(text: string): ValueReading {
  if (text.length > 60) return { ok: false, why: 'unclear' }
  const plain = composed(fromThaiDigits(text))
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(before, '')
    .replace(after, '')
  const found = number.exec(plain)
  if (!found) return { ok: false, why: 'unclear' }
  const [, minus, whole = '', decimals = '', scale = ''] = found
  const satang = Math.round(Number(`${whole.replaceAll(',', '')}${decimals}`) * scaleOf(scale) * 100)
  if (minus === '-' || satang === 0) return { ok: false, why: 'notPositive' }
  const baht = satang / 100
  return baht > mostBaht ? { ok: false, why: 'tooMuch' } : { ok: true, baht }
}

const scaleOf = (word: string): number => scales.find(([named]) => named.test(word))?.[1] ?? 1
