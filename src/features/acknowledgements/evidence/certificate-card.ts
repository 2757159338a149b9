// The certificate that somebody keeps in their own chat: who acknowledged what, when, and where it stands in the chain.
import type th from '../../../../locales/th/acknowledgements.json'
import { dateTimeTitle } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { band, longFact, quietButton, rule, stack, words } from '../../../line/card-parts.js'
import { type Action, flex, type Message } from '../../../line/message-builders.js'
import { type Policy, policyWordsFor } from '../policies/policy-schema.js'

const say = textsOf<typeof th>('acknowledgements')

export interface Certificate {
  readonly name: string
  readonly unit: string
  readonly agencyName: string
  readonly policy: Policy
  readonly at: Date
  /** Its place in the chain of this version. */
  readonly number: number
}

/** Letters of one line of the card in this size, reckoned carefully. */
const lettersOfLine = 22

/** A long name goes on two lines, first and last name, because LINE would break it inside a word. */
const nameInLines = (name: string): string =>
  name.length > lettersOfLine ? brokenAt(name, name.lastIndexOf(' ')) : name

const brokenAt = (name: string, blank: number): string =>
  blank < 0 ? name : `${name.slice(0, blank)}\n${name.slice(blank + 1)}`

export function certificateCard(certificate: Certificate, language: Language, picture: Action): Message {
  const { name, unit, agencyName, policy, at, number } = certificate
  const { title } = policyWordsFor(policy, language).words
  const when = dateTimeTitle(at, language)
  const { version, fiscalYear } = policy
  return flex(say(language, 'certificate.inWords', { name, title, when }), {
    type: 'bubble',
    size: 'mega',
    header: band(agencyName, say(language, 'certificate.title')),
    body: stack([
      words(nameInLines(name), { size: 'xl', bold: true, align: 'center', colour: 'primary' }),
      words(unit, { align: 'center', colour: 'quiet' }),
      rule(),
      words(say(language, 'certificate.hasAcknowledged'), { align: 'center' }),
      words(title, { size: 'md', bold: true, align: 'center' }),
      words(say(language, 'card.version', { version, fiscalYear }), { align: 'center', colour: 'quiet' }),
      rule(),
      longFact(say(language, 'certificate.when'), when),
      longFact(say(language, 'certificate.number'), `${policy.key}-${version}/${number}`),
    ]),
    footer: stack([quietButton(picture)]),
  })
}
