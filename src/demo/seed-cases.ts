// Makes cases of some of the demo's complaints, sealed to the demo officer: what is open now and a few that are closed, with one
// that is overdue and some that were answered, so that the list and the console have something to show.

import { bodyPlace, partPlace } from '../features/cases/case.js'
import { type NewCaseBody, writeCaseBody } from '../features/cases/case-body.js'
import { writeCaseMessage } from '../features/cases/case-message.js'
import type { Cases } from '../features/cases/cases-feature.js'
import type { CaseOfficer } from '../features/cases/officer/case-officer-rules.js'
import type { Complaint } from '../features/complaints/complaint.js'
import type { ComplaintSort } from '../features/complaints/complaint-kinds.js'
import { isOpen } from '../features/complaints/complaint-status.js'
import type { ComplaintsRules } from '../features/complaints/complaints-rules.js'
import { addDays, dayInBangkok } from '../i18n/calendar/thai-calendar.js'
import { newCaseKey, sealKeyFor, sealPart, vaultVersion } from '../sealing/vault.js'
import { newVaultId, toStored } from '../sealing/vault-encoding.js'
import { demoReply, tellingOf } from './agency/demo-cases.js'
import { demoComplaintIds } from './seed-complaints.js'

const mostOpen = 7
const mostClosed = 3
/** Longer ago than this it would be overdue, had it not been answered. */
const answeredAfterDays = 15

export interface CasesDeps {
  readonly features: {
    readonly cases: Pick<Cases, 'filing' | 'work' | 'officer' | 'numbers'>
    readonly complaints: { readonly rules: Pick<ComplaintsRules, 'findAll'> }
  }
  readonly now: Date
  readonly idOf: (name: string) => string
  /** The demo officer's public half: nothing else is needed to seal. */
  readonly officer: { readonly id: string; readonly publicKey: string }
}

/** Once: whatever visitors did with the cases stays as it is. Answers how many there are now. */
export async function seedCases({ features, now, idOf, officer }: CasesDeps): Promise<number> {
  const { cases, complaints } = features
  const ids = demoComplaintIds(now, idOf)
  if ((await cases.work.findAll(ids)).length > 0) return 0
  const newestFirst = (await complaints.rules.findAll(ids)).sort((a, b) =>
    a.receivedOn < b.receivedOn ? 1 : -1,
  )
  const open = newestFirst.filter(({ status }) => isOpen(status)).slice(0, mostOpen)
  const closed = newestFirst.filter(({ status }) => !isOpen(status)).slice(0, mostClosed)
  const keys = await Promise.all([...open, ...closed].map((one) => fileCase(cases, one, officer)))
  // The newest of the old ones stays unanswered: it is the one that is overdue.
  const old = addDays(dayInBangkok(now), -answeredAfterDays)
  const answered = open.filter(({ receivedOn }) => receivedOn < old).slice(1)
  await Promise.all([
    cases.numbers.issue(),
    ...answered.map(({ id }) =>
      answer(cases, id, keys.find(({ caseId }) => caseId === id)?.caseKey, officer),
    ),
  ])
  return keys.length
}

async function fileCase(
  { filing }: Pick<Cases, 'filing'>,
  complaint: Complaint,
  { id: recipientId, publicKey }: CasesDeps['officer'],
): Promise<{ readonly caseId: string; readonly caseKey: Uint8Array }> {
  const { id: caseId, channel, receivedOn } = complaint
  const caseKey = newCaseKey()
  const { what, who, when } = tellingOf(complaint.category)
  const texts = [
    { about: 'what', words: what },
    { about: 'who', words: who },
    { about: 'when', words: when },
  ] satisfies NewCaseBody['texts']
  const sort: ComplaintSort =
    complaint.kind === 'corruption'
      ? { kind: 'corruption', category: complaint.category }
      : { kind: 'general', category: complaint.category }
  const { kind } = complaint
  const category = complaint.category === 'unspecified' ? undefined : complaint.category
  const told: NewCaseBody = {
    version: 1,
    kind,
    texts,
    unknown: [],
    pictures: [],
    ...(category && { category }),
  }
  const body = await sealPart(caseKey, bodyPlace(caseId), writeCaseBody(told))
  const sealedKey = await sealKeyFor(publicKey, caseKey)
  const sealedOriginalsKey = await sealKeyFor(publicKey, newCaseKey())
  await filing.file({
    caseId,
    envelope: {
      version: vaultVersion,
      recipients: [{ recipientId, sealedKey, sealedOriginalsKey }],
      body: toStored(body),
    },
    ...{ sort, channel, receivedOn, by: 'system' },
  })
  return { caseId, caseKey }
}

async function answer(
  { officer: rules, work }: Pick<Cases, 'officer' | 'work'>,
  caseId: string,
  caseKey: Uint8Array | undefined,
  { id: reader }: CasesDeps['officer'],
): Promise<void> {
  if (!caseKey) return
  const id = newVaultId()
  const words = writeCaseMessage({ sort: 'words', words: demoReply, attachments: [] })
  const sealed = toStored(await sealPart(caseKey, partPlace(caseId, id, 'reply'), words))
  const by: CaseOfficer = { reader, who: 'system' }
  const standing = await rules.standing(caseId, reader)
  if (standing.isThere) await rules.write(standing.caseId, 'reply', { id, sealed }, by)
  if (standing.isThere) await work.change(standing.caseId, { kind: 'assigned', to: [reader] }, 'system')
}
