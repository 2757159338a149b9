// The register of complaints. It says nothing in a chat itself: tips and cases write to it, statistics count it.
import type { FeatureDeps } from '../feature-deps.js'
import { createComplaintsModel } from './complaints-model.js'
import { type ComplaintsRules, createComplaintsRules } from './complaints-rules.js'

export function createComplaints({
  connection,
  clock,
  audit,
}: Pick<FeatureDeps, 'connection' | 'clock' | 'audit'>): { rules: ComplaintsRules } {
  return { rules: createComplaintsRules({ model: createComplaintsModel(connection), clock, audit }) }
}
