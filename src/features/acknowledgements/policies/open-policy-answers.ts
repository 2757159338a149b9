// What an officer has answered so far while opening a policy, and the policy that these answers make. The text is always
// read again from the library: what was replaced or put away meanwhile is never opened.
import { z } from 'zod'
import type th from '../../../../locales/th/acknowledgements.json'
import type { Step, StepResult } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import { isDay } from '../../../i18n/calendar/bangkok-time.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { Message } from '../../../line/message-builders.js'
import type { AcknowledgementsRules } from '../acknowledgements-rules.js'
import type { Roster } from '../room-deps.js'
import type { PolicyButtons } from './policy-buttons-chat.js'
import { type Policy, type PolicySpec, policyWordsFor } from './policy-schema.js'

const say = textsOf<typeof th>('acknowledgements')

/** A policy or a code of ethics that the agency holds with its full text; `version` counts the changes of the piece. */
export type PolicyPiece = Pick<PolicySpec, 'key' | 'th' | 'en'> & {
  readonly kind: 'policy' | 'ethicsCode'
  readonly version: number
}

export interface OpenPolicyParts {
  readonly rules: AcknowledgementsRules
  readonly people: Pick<Roster, 'staffCountByUnit'>
  /** The newest version of each piece that is not put away, the last added first. */
  readonly pieces: () => Promise<readonly PolicyPiece[]>
  readonly policyMessages: PolicyButtons['policyMessages']
}

const day = z.string().refine(isDay)

export const openPolicyAnswersSchema = z.strictObject({
  piece: z.strictObject({ key: z.string(), version: z.int() }).optional(),
  fiscalYear: z.int().optional(),
  opens: day.optional(),
  due: day.optional(),
  /** Absent: everybody on the roster. */
  units: z.array(z.string()).optional(),
  /** The version of the policy that the preview named. */
  shown: z.int().optional(),
})
export type OpenPolicyAnswers = z.infer<typeof openPolicyAnswersSchema>
export type OpenPolicyStep = Step<OpenPolicyAnswers>
export type OpenPolicyResult = StepResult<OpenPolicyAnswers>

/** On to the preview, with `first` before it, or back to the question at fault with the reason. */
export type Propose = (
  turn: Turn,
  answers: OpenPolicyAnswers,
  first?: readonly Message[],
) => Promise<OpenPolicyResult>

/** Nothing when the piece was changed or put away since it was chosen. */
export async function pieceOf(
  { pieces }: Pick<OpenPolicyParts, 'pieces'>,
  { piece }: OpenPolicyAnswers,
): Promise<PolicyPiece | undefined> {
  return (await pieces()).find(({ key, version }) => key === piece?.key && version === piece.version)
}

/** Nothing while an answer is missing. */
export function specFrom(
  { key, kind, th, en }: PolicyPiece,
  { fiscalYear, opens, due, units }: OpenPolicyAnswers,
): PolicySpec | undefined {
  if (fiscalYear === undefined || opens === undefined || due === undefined) return undefined
  return { key, kind, th, ...(en && { en }), fiscalYear, opens, due, ...(units && { units }) }
}

export const pieceTitle = ({ th, en }: PolicyPiece, language: Language): string =>
  language === 'en' && en ? en.title : th.title

export const sameInWords = (policy: Omit<Policy, 'addedOn'>, language: Language): string =>
  say(language, 'open.same', {
    title: policyWordsFor(policy, language).words.title,
    version: policy.version,
    fiscalYear: policy.fiscalYear,
  })

/** Of the roster of now: how many are asked. */
export async function countAsked(
  { people }: Pick<OpenPolicyParts, 'people'>,
  units: readonly string[] | undefined,
): Promise<number> {
  const staff = await people.staffCountByUnit()
  const asked = staff.filter(({ unit }) => units?.includes(unit) ?? true)
  return asked.reduce((sum, { count }) => sum + count, 0)
}
