// Signs by which a file or a name in an archive is known to be able to run, or to hide what runs. Each look is linear.
import { latin1 } from '../kinds/file-kind.js'

const running = new RegExp(
  `\\.(?:${[
    'exe|com|scr|pif|msi|msp|msix|appx|cpl|dll|sys|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|sct|hta|lnk|url|iso|img|vhdx?|dmg|jar|apk',
    'app|command|pkg|desktop|sh|py|reg|inf|chm|hlp|docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppam|xll|one|onepkg|svg|html?|mht|xht|settingcontent-ms',
  ].join('|')})[\\s.]{0,20}$`,
  'i',
)
const seeming =
  /\.(?:jpe?g|png|gif|heic|pdf|docx?|xlsx?|pptx?|txt|mp[34]|mov|zip)[\s.]{0,200}\.[a-z0-9]{2,6}$/i
/** Signs that turn the order of letters round, have no width, or are blanks that nobody sees: "photo‮gpj.exe". */
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\s{5}/

const end = (name: string) => name.slice(-400)

export const nameRuns = (name: string): boolean => running.test(end(name))
/** The name says that it is something else than what it starts. */
export const nameDeceives = (name: string): boolean => seeming.test(end(name)) || unseen.test(end(name))

export function isDiskImage(bytes: Uint8Array): boolean {
  const at = latin1(bytes, 0x8001, 0x8006)
  if (at === 'CD001' || at === 'BEA01' || latin1(bytes, 0, 8) === 'vhdxfile') return true
  if (latin1(bytes, bytes.length - 512, bytes.length - 508) === 'koly') return true
  if (
    latin1(bytes, 0, 8) === 'conectix' ||
    latin1(bytes, bytes.length - 512, bytes.length - 504) === 'conectix'
  )
    return true
  // The first sector of a disk: a jump, and its end is marked.
  const jumps = bytes[0] === 0xeb || bytes[0] === 0xe9
  return jumps && bytes[510] === 0x55 && bytes[511] === 0xaa
}

/** Of which we cannot read what lies in it. */
export function isUnreadArchive(bytes: Uint8Array): boolean {
  const signs = ['Rar!', "7z\xbc\xaf'\x1c", '\x1f\x8b', 'MSCF', 'BZh', '\xfd7zXZ', '\x28\xb5\x2f\xfd', 'xar!']
  const head = latin1(bytes, 0, 14)
  const isOther = head.slice(2, 5) === '-lh' || head.slice(7, 14) === '**ACE**'
  return signs.some((sign) => head.startsWith(sign)) || isOther || latin1(bytes, 257, 262) === 'ustar'
}

export const startsOneNote = (bytes: Uint8Array): boolean =>
  latin1(bytes, 0, 8) === '\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d'
