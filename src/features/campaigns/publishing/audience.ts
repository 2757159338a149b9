// Whom a campaign is for, in the agency's own terms. It is resolved anew for each sending: who has joined, left or
// acknowledged meanwhile counts as they are then.
import { z } from 'zod'
import type { Language } from '../../../i18n/texts.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import { roles } from '../../../security/roles.js'

const audiencePartSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('groups') }),
  /** Registered groups that were chosen one by one; `unit` as it was then, for whoever reads it later. */
  z.strictObject({
    kind: z.literal('someGroups'),
    groups: z.array(z.strictObject({ id: z.string(), unit: z.string() })).max(500),
  }),
  z.strictObject({ kind: z.literal('linkedStaff') }),
  z.strictObject({ kind: z.literal('unit'), unit: z.string() }),
  z.strictObject({ kind: z.literal('role'), role: z.enum(roles) }),
  /** Linked staff who have not acknowledged this policy. */
  z.strictObject({ kind: z.literal('notAcknowledged'), policy: z.string(), title: z.string() }),
  /** Every account that we may write to: on the roster or not. */
  z.strictObject({ kind: z.literal('followers') }),
])

/** All of its parts together, each person and each group once, without those of the units left out. */
export const audienceSchema = z.strictObject({
  parts: z.array(audiencePartSchema).min(1).max(6),
  exceptUnits: z.array(z.string()).max(20),
})

export type AudiencePart = z.infer<typeof audiencePartSchema>
export type Audience = z.infer<typeof audienceSchema>

/** One group or one person who gets it. */
export interface Target {
  readonly kind: 'group' | 'person'
  /** A group's id, a staff id, or the pseudonym of an account that is not on the roster. */
  readonly targetId: string
  readonly unit?: string
  readonly language: Language
  readonly to: ChatAddress
}

export const isSame = (one: AudiencePart, other: AudiencePart): boolean =>
  JSON.stringify(audiencePartSchema.parse(one)) === JSON.stringify(audiencePartSchema.parse(other))
