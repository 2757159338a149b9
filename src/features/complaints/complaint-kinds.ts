// What a complaint can be: corruption and general complaints are separate kinds, each with its own categories, and both
// come through the same channels. Names that people read are in locales/<language>/complaints.json.

export const complaintKinds = ['corruption', 'general'] as const
export type ComplaintKind = (typeof complaintKinds)[number]

/** Categories as they are used officially for corruption and misconduct. */
export const corruptionCategories = [
  'corruptionInOffice',
  'malfeasance',
  'procurement',
  'embezzlement',
  'bribery',
  'personnel',
  'conflictOfInterest',
  'unusualWealth',
  'misconduct',
  'ethicsBreach',
] as const

export const generalCategories = ['fairness', 'publicTrouble', 'suggestion', 'other'] as const

/** What a person chooses from. Whoever does not choose leaves it `unspecified` until an officer corrects it. */
export type ChosenCategory = (typeof corruptionCategories)[number]
export type CorruptionCategory = ChosenCategory | 'unspecified'
export type GeneralCategory = (typeof generalCategories)[number]
export type ComplaintCategory = CorruptionCategory | GeneralCategory

/** A category cannot stand under the other kind. */
export type ComplaintSort =
  | { readonly kind: 'corruption'; readonly category: CorruptionCategory }
  | { readonly kind: 'general'; readonly category: GeneralCategory }

export const complaintChannels = ['line', 'web', 'letter', 'telephone', 'walkIn', 'email'] as const
export type ComplaintChannel = (typeof complaintChannels)[number]

/** A person brought it, and an officer enters it: who enters it may be kept, unlike who sends a tip. */
export const enteredByHand: readonly ComplaintChannel[] = ['letter', 'telephone', 'walkIn', 'email']

export const complaintStatuses = [
  'received',
  'moreInformationNeeded',
  'factFinding',
  'inProgress',
  'referred',
  'completed',
  'notAccepted',
] as const
export type ComplaintStatus = (typeof complaintStatuses)[number]
