// E-mail, LINE, social media and codes by which somebody can be found, in plain words. Words that only speak of LINE or of a
// page ("กลุ่มไลน์", "LINE group") name nobody.
import { type DisclosureKind, hidden, type Sign } from './disclosure-kinds.js'
import { isAnothers, whoseIs } from './thai-whose-words.js'

const longestLocal = 64
const longestDomain = 120

export function handlesIn(words: string): readonly Sign[] {
  return [
    ...addressesAt(words),
    ...spokenAddresses(words),
    ...announced(words),
    ...links(words),
    ...codes(words),
  ]
}

/** Everything around an '@': an address with a domain, or a name of its own ('@somsri'). */
function addressesAt(words: string): readonly Sign[] {
  return [...words.matchAll(/@/gu)].flatMap(({ index }) => {
    const before = words.slice(Math.max(0, index - longestLocal - 1), index)
    const local = localAtEnd(lastWord(before))
    const after = words.slice(index + 1, index + 1 + longestDomain)
    const domain = domainOf(after)
    if (local !== '' && domain !== undefined)
      return [sign('email', index - local.length, index + 1 + domain.length)]
    const name = /^ ?[A-Za-z\d][\w.-]{2,39}/u.exec(after)?.[0]
    if (name === undefined) return []
    const glued = local !== '' && !local.endsWith(' ')
    return [sign(glued ? 'email' : 'lineId', glued ? index - local.length : index, index + 1 + name.length)]
  })
}

const firstLabel = /^ ?[\p{L}\p{M}\d-]{1,63}/u
const nextLabel = / ?\. ?[\p{L}\p{M}\d-]{2,63}/uy

/** A label, and at least one more after a dot. */
function domainOf(after: string): string | undefined {
  const first = firstLabel.exec(after)?.[0].length
  let end = first
  for (let labels = 0; end !== undefined && labels < mostLabels; labels += 1) {
    const next = stickyEnd(nextLabel, after, end)
    if (next === undefined) break
    end = next
  }
  return end === undefined || end === first ? undefined : after.slice(0, end)
}

/** What may be the part before the '@', from the end back. */
function localAtEnd(word: string): string {
  let from = word.endsWith(' ') ? word.length - 1 : word.length
  while (from > 0 && /[\p{L}\p{M}\d._%+-]/u.test(word.charAt(from - 1))) from -= 1
  return word.slice(from).trim() === '' ? '' : word.slice(from)
}

/** The last word with the one blank that may stand behind it. */
function lastWord(before: string): string {
  const end = before.endsWith(' ') ? before.length - 1 : before.length
  const from = Math.max(before.lastIndexOf(' ', end - 1), before.lastIndexOf('\n', end - 1))
  return before.slice(from + 1)
}

const spokenAt = /(?: ?[([{<] ?(?:at|แอท|แอ็ท|แอ๊ด|แอด) ?[)\]}>] ?| (?:at|แอท|แอ็ท|แอ๊ด) |แอท|แอ็ท)/giu
const label = /[a-z\d-]{1,40}|[ก-๎]{2,30}/iuy
const spokenDot = /[ ([{]{0,3}(?:dot|ดอท|ดอต|ด็อท|ด็อต|จุด)[ )\]}]{0,3}|[ ]?[([{][ ]?\.[ ]?[)\]}][ ]?/iuy
const endings = /\.(?:com|net|org|edu|gov|info|biz|me|io|co|th)$/iu
const mostLabels = 6

/** 'somsri at dept dot go dot th', 'somsri (at) dept.go.th', 'สมศรี แอท ไทย จุด ไทย'. */
function spokenAddresses(words: string): readonly Sign[] {
  return [...words.matchAll(spokenAt)].flatMap(({ index, 0: at }) => {
    const before = lastWord(words.slice(Math.max(0, index - longestLocal), index))
    const local = localAtEnd(before)
    const end = spokenDomainEnd(words, index + at.length)
    return local === '' || end === undefined ? [] : [sign('email', index - local.length, end)]
  })
}

/** Where a domain ends of which a dot is spoken, or that ends like one. */
function spokenDomainEnd(words: string, from: number): number | undefined {
  let end = stickyEnd(label, words, from)
  let spoken = false
  for (let labels = 1; end !== undefined && labels < mostLabels; labels += 1) {
    const dot = stickyEnd(spokenDot, words, end)
    const next = stickyEnd(label, words, dot ?? (words[end] === '.' ? end + 1 : words.length))
    if (next === undefined) break
    if (dot !== undefined) spoken = true
    end = next
  }
  return end !== undefined && (spoken || endings.test(words.slice(from, end))) ? end : undefined
}

function stickyEnd(pattern: RegExp, words: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(words) ? pattern.lastIndex : undefined
}

interface Announcement {
  readonly kind: DisclosureKind
  readonly cue: RegExp
  readonly handle: RegExp
}

/** What may stand between the cue and the handle. */
const mine = '(?:ของ)?(?:ผม|ดิฉัน|หนู|ข้าพเจ้า|กระผม|ฉัน|เรา)?'
const says = `[ :=("'-]{0,3}${mine}(?:ส่วนตัว)? ?(?:ไอดี|\\bid\\b)? ?(?:คือ|มาได้ที่|ได้ที่|มาที่|ที่|ว่า|ชื่อ|is)?[ :=("'-]{0,2}`
const lineHandle = '@?[A-Za-z\\d][\\w.-]{2,39}'
const telling = '@?[A-Za-z\\d](?=[\\w.-]{0,39}[\\d_.@-])[\\w.-]{2,39}'

const announcements: readonly Announcement[] = [
  {
    kind: 'lineId',
    cue: /(?:ไอดี|\bid) ?(?:ของ)?(?:ไลน์|ไลน|\bline\b)|(?:ไลน์|ไลน|\bline) ?-?(?:ไอดี|id\b)|(?<=(?:แอด|ทัก|เพิ่มเพื่อน)(?:มา)?(?:ทาง)?(?:ใน)? ?)line\b|\b(?:my line|add me on line)\b/giu,
    handle: new RegExp(`^${says}${lineHandle}`, 'iu'),
  },
  { kind: 'lineId', cue: /ไลน์|ไลน(?![์ก-๎])/gu, handle: new RegExp(`^${says}${lineHandle}`, 'iu') },
  {
    kind: 'lineId',
    cue: /(?<![\p{L}\d.@])line(?![\p{L}\d])/giu,
    handle: new RegExp(`^(?: ?[:=] ?${lineHandle}|${says}${telling})`, 'iu'),
  },
  {
    kind: 'lineId',
    cue: /(?:ไลน์|\bline) ?(?:ของ)?(?:ผม|ดิฉัน|หนู)? ?ชื่อ/giu,
    handle: /^ ?(?:ว่า)? ?["']?[\p{L}\p{M}\d_.-]{2,30}/u,
  },
  {
    kind: 'social',
    cue: /เฟซบุ๊ก|เฟซบุ๊ค|เฟสบุ๊ก|เฟสบุ๊ค|เฟสบุค|เฟซ|เฟส|facebook|\bfb\b|\big\b|ไอจี|อินสตาแกรม|อินสตราแกรม|instagram|tiktok|ติ๊กต็อก|ติ๊กตอก|twitter|ทวิตเตอร์|telegram|เทเลแกรม|whatsapp|วอตส์แอป|wechat|วีแชต|messenger|แมสเซนเจอร์/giu,
    handle: new RegExp(`^${says}@?[A-Za-z\\d][\\w.-]{2,39}(?: [A-Z][a-z]{1,12})?`, 'u'),
  },
  {
    kind: 'social',
    cue: /(?:เฟซบุ๊ก|เฟซบุ๊ค|เฟสบุ๊ก|เฟสบุ๊ค|เฟซ|เฟส|facebook|\bfb|\big|ไอจี|อินสตาแกรม|instagram|tiktok|ติ๊กต็อก) ?(?:ของ)?(?:ผม|ดิฉัน|หนู)? ?(?:ใช้)?ชื่อ/giu,
    handle: /^ ?(?:ว่า)? ?["']?[\p{L}\p{M}\d_.-]{2,30}(?: [\p{L}\p{M}]{2,30})?/u,
  },
]

/** Words that follow a cue and name nobody. */
const nobody =
  /^@?(?:group|groups|account|accounts|official|oa|chat|page|app|notify|pay|today|post|live|story|message|messages|call|user|users|the|and|was|were|for|with|that|this|from|line|facebook|manager|items?|of|id|is)$/iu

function announced(words: string): readonly Sign[] {
  return announcements.flatMap(({ kind, cue, handle }) =>
    [...words.matchAll(cue)].flatMap(({ index, 0: found }) => {
      const from = index + found.length
      const after = handle.exec(words.slice(from, from + 110))?.[0]
      const name = after?.split(/[ :=("']/u).at(-1)
      if (after === undefined || name === undefined || nobody.test(name)) return []
      if (isAnothers(words, from, from + after.length)) return []
      return [sign(kind, index, from + after.length)]
    }),
  )
}

const link =
  /(?:https?:\/\/)?(?:www\.|m\.|web\.)?(?:facebook\.com|fb\.com|fb\.me|m\.me|line\.me|lin\.ee|instagram\.com|instagr\.am|tiktok\.com|twitter\.com|x\.com|t\.me|wa\.me|linkedin\.com|youtube\.com)\/[^\s"'<>()]{1,200}/giu

function links(words: string): readonly Sign[] {
  return [...words.matchAll(link)].flatMap(({ index, 0: found }) =>
    whoseIs(words, index, index + found.length) === 'others'
      ? []
      : [sign(/line\.me|lin\.ee/iu.test(found) ? 'lineId' : 'social', index, index + found.length)],
  )
}

const codeCue =
  /(?:รหัส|เลขประจำตัว|หมายเลขประจำตัว|เลขที่ประจำตัว) ?(?:ประจำตัว)?(?:ของ)? ?(?:พนักงาน|เจ้าหน้าที่|ข้าราชการ|ลูกจ้าง|บุคลากร|นักศึกษา|นักเรียน|ผู้ป่วย|สมาชิก)(?:ราชการ|จ้าง)?|พาสปอร์ต|หนังสือเดินทาง|passport|(?:employee|staff|student) (?:id|code|no\.?|number)|เลขที่บัญชี|เลขบัญชี|บัญชีธนาคาร|ใบขับขี่|ใบประกอบ(?:วิชาชีพ)?/giu
const code = new RegExp(
  `^[ :]{0,2}${mine} ?(?:เลขที่|เลข|no\\.?|number|หมายเลข)? ?(?:คือ|ว่า|is)?[ :]{0,2}(?=[A-Za-z-]{0,8}\\d)[A-Za-z\\d][A-Za-z\\d/-]{2,24}`,
  'iu',
)

/** Codes of whoever tells. Bank accounts are mostly evidence: they count only where they are said to be the reporter's own. */
function codes(words: string): readonly Sign[] {
  return [...words.matchAll(codeCue)].flatMap(({ index, 0: cue }) => {
    const from = index + cue.length
    const found = code.exec(words.slice(from, from + 80))?.[0]
    if (found === undefined) return []
    const whose = whoseIs(words, from + found.length, from + found.length)
    if (whose === 'others' || (whose === 'unsaid' && /บัญชี/u.test(cue))) return []
    return [sign('ownCode', index, from + found.length)]
  })
}

const sign = (kind: DisclosureKind, start: number, end: number): Sign => ({
  kind,
  start,
  end,
  instead: hidden,
})
