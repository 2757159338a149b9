// What in a file could do something to whoever opens it, by its bytes: kinds by which malware is known to come. It is a warning and
// no scan: what it does not name may be harmful all the same. Each look is linear, unpacking has an end, nothing is run.

import { fileKindOf, holds, latin1, wide } from '../kinds/file-kind.js'
import { kindByMime } from '../kinds/file-kinds.js'
import { wordsOf } from '../kinds/writing-kind.js'
import { archiveDangers } from './archive-dangers.js'
import { isDiskImage, isUnreadArchive, startsOneNote } from './danger-signs.js'
import { type FileDanger, fileDangers } from './known-dangers.js'
import { officeDangers } from './office-dangers.js'
import { pdfDangers } from './pdf-dangers.js'
import { isScript, letterDangers, pageDangers } from './writing-dangers.js'
import { zipEntries } from './zip-entries.js'

/** How deep archives are looked into: one in another is enough to know that somebody hides something. */
const deepest = 2

/** Empty: none of the known signs, which is not "safe". `claimed`: what somebody said that it is. */
export function dangersOf(bytes: Uint8Array, claimed = ''): FileDanger[] {
  const found = new Set(dangersWithin(bytes, 0))
  if (lies(bytes, claimed)) found.add('lies')
  return fileDangers.filter((danger) => found.has(danger))
}

function dangersWithin(bytes: Uint8Array, depth: number): readonly FileDanger[] {
  return [...(isTestSign(bytes) ? (['eicar'] as const) : []), ...dangersOfKind(bytes, depth)]
}

function dangersOfKind(bytes: Uint8Array, depth: number): readonly FileDanger[] {
  if (isDiskImage(bytes)) return ['diskImage']
  if (startsOneNote(bytes)) return ['oneNote']
  const { family, ending } = fileKindOf(bytes)
  if (family === 'program' || latin1(bytes, 0, 4) === 'ITSF') return ['program']
  if (isUnreadArchive(bytes)) return ['unseen']
  const within = depth < deepest ? (inner: Uint8Array) => dangersWithin(inner, depth + 1) : undefined
  if (family === 'archive') return archiveDangers(bytes, within)
  if (family === 'office') return officeDangers(bytes, ending)
  // A compound file that is none of Office's own is an installer of Windows, or one that is locked.
  if (family === 'unknown' && latin1(bytes, 0, 4) === '\xd0\xcf\x11\xe0')
    return holds(bytes, wide('EncryptedPackage')) ? ['locked'] : ['program']
  // Whatever it is: an archive may hang behind it.
  const behind = (zipEntries(bytes)?.length ?? 0) > 0 ? archiveDangers(bytes, within) : undefined
  return [...(behind ? (['hidden', ...behind] as const) : []), ...plainDangers(bytes, family, ending)]
}

function plainDangers(bytes: Uint8Array, family: string, ending: string): readonly FileDanger[] {
  if (ending === 'pdf') return pdfDangers(bytes)
  const words = wordsOf(bytes)
  if (words === undefined) return family === 'mail' ? letterDangers(latin1Words(bytes)) : []
  // Word opens it with fewer letters than the rule of the format asks for.
  if (words.startsWith('{\\rt')) return officeDangers(bytes, 'rtf')
  if (family === 'page') return pageDangers(words)
  if (family === 'mail') return letterDangers(words)
  return isScript(words) ? ['script'] : []
}

const latin1Words = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes).replaceAll('\0', '')

/** Of another family than was said, where both are known: a program that is called a picture. */
function lies(bytes: Uint8Array, claimed: string): boolean {
  const said = kindByMime(claimed)
  const is = fileKindOf(bytes, claimed)
  if (said.family === 'unknown' || is.family === 'unknown') return false
  const recordings = ['video', 'audio']
  if (recordings.includes(said.family) && recordings.includes(is.family)) return false
  return said.family !== is.family
}

/** The sign of which everybody agreed that it is found: with it one can try that warnings work. In two parts: else our own file is warned of. */
function isTestSign(bytes: Uint8Array): boolean {
  const sign = ['EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!'].join('')
  return holds(bytes, Uint8Array.from([...sign].map((letter) => letter.charCodeAt(0))))
}
