// What an officer has answered so far while publishing, and what the steps of the dialog share.
import { z } from 'zod'
import type { Step, StepResult } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import type { ContentChat } from '../../library/content/content-chat.js'
import type { ContentRules } from '../../library/content/content-rules.js'
import type { CampaignsRules } from '../campaigns-rules.js'
import { type Audience, type AudiencePart, audienceSchema } from './audience.js'
import { timingSchema } from './timing.js'

export const publishAnswersSchema = z.strictObject({
  /** Made by the command that opened the dialog: the campaign's id, so that it can start only once. */
  draft: z.string(),
  page: z.int(),
  /** Ids of what is published: one, or one for each step of a series. */
  contents: z.array(z.string()),
  audience: audienceSchema.optional(),
  /** Whether what is chosen comes beside the others or instead of them. */
  adding: z.boolean().optional(),
  timing: timingSchema.optional(),
  /** Days of a series whose beginning is still asked for. */
  days: z.array(z.int()).optional(),
  /** The fingerprint of the plan that was shown. */
  shown: z.string().optional(),
})
export type PublishAnswers = z.infer<typeof publishAnswersSchema>
export type PublishStep = Step<PublishAnswers>
export type PublishResult = StepResult<PublishAnswers>

export const audienceKinds = [
  'groups',
  'linkedStaff',
  'unit',
  'role',
  'notAcknowledged',
  'followers',
] as const satisfies readonly AudiencePart['kind'][]

export interface PublishParts {
  readonly rules: CampaignsRules
  readonly library: ContentRules
  readonly content: ContentChat
  /** Units of the roster. */
  readonly units: () => Promise<readonly string[]>
}

/** On to the confirmation, or back to the step at fault with the reason. */
export type Propose = (turn: Turn, answers: PublishAnswers, audience: Audience) => Promise<PublishResult>
