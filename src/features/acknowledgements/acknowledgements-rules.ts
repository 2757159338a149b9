// Everything that is decided about acknowledgements, in one hand: policies, what people declare, reminders, evidence.
import { createDeclarationRules, type DeclarationRules } from './evidence/declaration-rules.js'
import { createEvidenceRules, type EvidenceRules } from './evidence/evidence-rules.js'
import { createPolicyRules, type PolicyRules } from './policies/policy-rules.js'
import { createReminderRules, type ReminderRules } from './reminder-rules.js'
import type { AcknowledgementsDeps } from './room-deps.js'

export type AcknowledgementsRules = PolicyRules & DeclarationRules & EvidenceRules & ReminderRules

export function createAcknowledgementsRules(deps: AcknowledgementsDeps): AcknowledgementsRules {
  const { clock, audit, models } = deps
  const policies = createPolicyRules({ model: models.policies, clock, audit })
  const evidence = createEvidenceRules(deps, policies)
  return {
    ...policies,
    ...createDeclarationRules(deps, policies),
    ...evidence,
    ...createReminderRules(deps, policies, evidence),
  }
}
