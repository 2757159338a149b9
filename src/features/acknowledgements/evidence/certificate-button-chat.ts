// The certificate as a picture, for whoever wants to keep or print it: drawn only when its owner asks, in their own chat.
import { z } from 'zod'
import type th from '../../../../locales/th/acknowledgements.json'
import { defineButton, type TypedButton } from '../../../conversation/feature.js'
import type { Answer } from '../../../conversation/turn.js'
import { drawnBeside } from '../../../heavy-work/drawn-beside.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { image, text } from '../../../line/message-builders.js'
import { CannotDraw } from '../../../media/drawing/picture-problem.js'
import type { MediaStore } from '../../../media/media-store.js'
import type { FeatureDeps } from '../../feature-deps.js'
import type { LookOf } from '../../settings/agency-look-rules.js'
import type { AcknowledgementsRules } from '../acknowledgements-rules.js'
import { policyWordsFor } from '../policies/policy-schema.js'
import type { Roster } from '../room-deps.js'

const say = textsOf<typeof th>('acknowledgements')

const which = z.strictObject({ p: z.string(), v: z.int() })
export type CertificateButton = TypedButton<z.infer<typeof which>>

export interface CertificateDeps {
  readonly rules: Pick<AcknowledgementsRules, 'policyVersion' | 'acknowledgementBy'>
  readonly people: Pick<Roster, 'staffById'>
  readonly media: Pick<MediaStore, 'keep'>
  readonly heavyWork: FeatureDeps['heavyWork']
  readonly lookOf: LookOf
  readonly publicUrl: string
  readonly agencyName: Readonly<Record<Language, string>>
}

export function createCertificateButton(deps: CertificateDeps): CertificateButton {
  const { rules, people, media, heavyWork, lookOf, publicUrl, agencyName } = deps

  async function pictureFor(staffId: string, p: string, v: number, language: Language) {
    const [policy, declared, staff] = await Promise.all([
      rules.policyVersion(p, v),
      rules.acknowledgementBy(staffId, p, v),
      people.staffById(staffId),
    ])
    if (!policy || !declared || !staff) return undefined
    const { colours, logo } = await lookOf()
    const signed = declared.kind === 'paper' ? declared.signedOn : declared.at
    const { png, preview } = await drawnBeside(heavyWork, 'certificate', {
      agencyName: agencyName[language],
      colours,
      ...(logo && { logo: logo.bytes }),
      title: say(language, 'certificate.title'),
      name: staff.name,
      statement: say(language, 'certificate.hasAcknowledged'),
      policyTitle: policyWordsFor(policy, language).words.title,
      facts: [
        { label: say(language, 'certificate.version'), value: `${v} (${policy.fiscalYear})` },
        { label: say(language, 'certificate.when'), value: dayTitle(signed, language) },
        { label: say(language, 'certificate.textHash'), value: declared.textHash.slice(0, 12) },
      ],
    })
    const [picture, small] = await Promise.all([
      media.keep(png, 'image/png'),
      media.keep(preview, 'image/jpeg'),
    ])
    return image(`${publicUrl}${picture.path}`, `${publicUrl}${small.path}`)
  }

  return defineButton({
    id: 'acknowledgements.certificate',
    version: 1,
    livesDays: 500,
    who: 'everyone',
    where: ['private'],
    data: which,
    press: async (turn, { p, v }): Promise<Answer> => {
      const { staffId, language } = turn.person
      if (!staffId) return { messages: [text(say(language, 'howToLink'))] }
      try {
        const picture = await pictureFor(staffId, p, v, language)
        return { messages: [picture ?? text(say(language, 'certificate.none'))] }
      } catch (error) {
        // A name or title that no picture can hold: the card in the chat says the same.
        if (error instanceof CannotDraw) return { messages: [text(say(language, 'certificate.cannotDraw'))] }
        throw error
      }
    },
  })
}
