// How a holder, a role and its end are said, in chat, console and script alike.
import type thPeople from '../../../locales/th/people.json'
import type th from '../../../locales/th/roles.json'
import { dateTimeTitle, dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import type { Role } from '../../security/roles.js'
import type { OpenInvitation } from '../people/role-holders-rules.js'
import type { HeldRole, Holder } from './roles-rules.js'

export const say = textsOf<typeof th>('roles')
const sayPeople = textsOf<typeof thPeople>('people')

export const roleInWords = (language: Language, role: Role): string => sayPeople(language, `roles.${role}`)

/** The name on the roster, or a mark: an account without one has no name that we know. */
export const nameOf = (language: Language, { staff, mark }: Holder): string =>
  staff?.name ?? say(language, 'unnamed', { mark })

/** 'สมศรี ใจดี (กองกลาง)' */
export const nameAndUnit = (language: Language, holder: Holder): string =>
  holder.staff ? `${holder.staff.name} (${holder.staff.unit})` : nameOf(language, holder)

export function givenInWords(language: Language, { on }: HeldRole): string {
  return on === undefined
    ? say(language, 'givenUnknown')
    : say(language, 'givenOn', { day: dayTitle(on, language) })
}

/** What stops at once, one thing a line, and what does not. */
export function endsInWords(language: Language, { key, sessions }: Holder, held: HeldRole): string[] {
  return [
    say(language, 'ends.sessions', { count: sessions }),
    say(language, 'ends.work'),
    ...(held.endsConsole ? [say(language, 'ends.factor')] : []),
    ...(held.endsKey ? [say(language, key === 'approved' ? 'ends.key' : 'ends.keyWaiting')] : []),
  ]
}

/** Who could report what, and nobody would read it. */
export function nobodyReadsInWords(language: Language, { closes: [kind, ...more] }: HeldRole): string {
  const kinds = say(language, `kinds.${more.length > 0 || kind === undefined ? 'both' : kind}`)
  return say(language, 'nobodyReads', { kinds })
}

/** The question before it is done. */
export function questionInWords(language: Language, holder: Holder, held: HeldRole): string {
  const name = nameAndUnit(language, holder)
  return [
    say(language, holder.isYou ? 'sureYours' : 'sure', { role: roleInWords(language, held.role), name }),
    [say(language, 'ends.title'), ...endsInWords(language, holder, held).map((line) => `• ${line}`)].join(
      '\n',
    ),
    ...(held.closes.length > 0 ? [nobodyReadsInWords(language, held)] : []),
    say(language, 'ends.not'),
  ].join('\n\n')
}

/** To whoever had it. */
export const toldInWords = (language: Language, role: Role): string =>
  say(language, 'told', { role: roleInWords(language, role) })

export function invitationInWords(language: Language, { grant, expiresAt }: OpenInvitation): string {
  const until = dateTimeTitle(expiresAt, language)
  return grant.kind === 'role'
    ? say(language, 'invitation.role', { role: roleInWords(language, grant.role), until })
    : say(language, 'invitation.group', { unit: grant.unit, until })
}
