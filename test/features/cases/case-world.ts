// Cases on one database: two recipients, and cases whose content is sealed as it really is. The clock is handed in by days.

import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { bodyPlace, type PartKind, partPlace, type SealedKeys } from '../../../src/features/cases/case.js'
import { type Cases, createCases } from '../../../src/features/cases/cases-feature.js'
import { createCasesModel } from '../../../src/features/cases/cases-model.js'
import type { KeysOf } from '../../../src/features/cases/officer/case-knowing-rules.js'
import type { ComplaintSort } from '../../../src/features/complaints/complaint-kinds.js'
import {
  createComplaints,
  createConcernedUnits,
} from '../../../src/features/complaints/complaints-feature.js'
import type { ComplaintsRules } from '../../../src/features/complaints/complaints-rules.js'
import { createPeople } from '../../../src/features/people/people-feature.js'
import type { PeopleRules } from '../../../src/features/people/people-rules.js'
import { createSettings } from '../../../src/features/settings/settings-feature.js'
import type { SettingsRules } from '../../../src/features/settings/settings-rules.js'
import {
  makeRecipientKeys,
  newCaseKey,
  type RecipientKeys,
  sealKeyFor,
  sealPart,
} from '../../../src/sealing/vault.js'
import { newVaultId, toStored } from '../../../src/sealing/vault-encoding.js'
import { type Audit, createAudit } from '../../../src/security/audit/audit.js'
import { addressOf } from '../../../src/security/chat-address.js'
import { createKeyring, type Keyring } from '../../../src/security/keyring.js'
import type { Role } from '../../../src/security/roles.js'
import { createRecipients } from '../../../src/security/vault-recipients.js'
import { sharedHeavyWork } from '../../harness/shared-heavy-work.js'
import { day } from './case-days.js'

type Recipient = RecipientKeys & { readonly id: string }

export interface CaseWorld {
  readonly cases: Cases
  readonly complaints: ComplaintsRules
  readonly settings: SettingsRules
  readonly people: PeopleRules
  readonly audit: Audit
  readonly keyring: Keyring
  readonly model: ReturnType<typeof createCasesModel>
  readonly recipients: readonly [Recipient, Recipient]
  /** Midday in Bangkok. */
  setNow(on: string): void
  /** Files a case received on this day; answers its id. By default sealed to both recipients. */
  file(
    receivedOn: string,
    more?: {
      readonly sort?: ComplaintSort
      readonly sealedTo?: readonly (0 | 1)[]
      readonly leftOut?: readonly string[]
    },
  ): Promise<string>
  addPart(caseId: string, kind: PartKind): Promise<string>
  close(caseId: string): Promise<void>
  /** An account with a role, known by `name`. */
  account(name: string, role: Role): Promise<void>
  keyOf(name: string): string
}

export async function openCaseWorld(
  connection: Connection,
  today: string,
  keysOf?: KeysOf,
  secretKey = randomBytes(32),
  /** Those of an earlier world on the same database. */
  known?: CaseWorld['recipients'],
): Promise<CaseWorld> {
  let now = new Date(`${today}T12:00:00+07:00`)
  const clock = () => now
  const keyring = createKeyring(secretKey)
  const audit = createAudit(connection, clock, keyring)
  const deps = {
    connection,
    keyring,
    clock,
    audit,
    agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
    publicUrl: 'https://agency.example',
    heavyWork: sharedHeavyWork,
  }
  const { rules: complaints } = createComplaints(deps)
  const { rules: settings } = createSettings(deps)
  const { rules: people } = createPeople(deps)
  const concerned = createConcernedUnits(deps, { complaints, people })
  const cases = createCases(deps, { complaints, concerned, settings, people, ...(keysOf && { keysOf }) })
  const model = createCasesModel(connection)
  const listed = createRecipients(connection)
  await Promise.all(Object.values(connection.models).map((one) => one.init()))
  const addRecipient = async (name: string): Promise<Recipient> => {
    const keys = await makeRecipientKeys()
    const added = await listed.add({ name, publicKey: keys.publicKey, addedOn: today })
    if (!added.ok) throw new Error(added.why)
    return { ...keys, id: added.recipient.id }
  }
  const recipients = known ?? ([await addRecipient('หนึ่ง'), await addRecipient('สอง')] as const)
  const caseKeys = new Map<string, Uint8Array>()

  return {
    ...{ cases, complaints, settings, people, audit, keyring, model, recipients },
    setNow(on) {
      now = new Date(`${on}T12:00:00+07:00`)
    },
    async file(receivedOn, { sort = bribery, sealedTo = [0, 1], leftOut = [] } = {}) {
      const caseId = newVaultId()
      const caseKey = newCaseKey()
      caseKeys.set(caseId, caseKey)
      const sealed: SealedKeys[] = []
      for (const { id, publicKey } of sealedTo.map((place) => (place === 0 ? recipients[0] : recipients[1])))
        sealed.push({
          recipientId: id,
          sealedKey: await sealKeyFor(publicKey, caseKey),
          sealedOriginalsKey: await sealKeyFor(publicKey, newCaseKey()),
        })
      const body = await sealPart(caseKey, bodyPlace(caseId), new TextEncoder().encode('เนื้อหา'))
      await cases.filing.file({
        caseId,
        envelope: { version: 1, recipients: sealed, body: toStored(body) },
        ...{ sort, channel: 'line', receivedOn: day(receivedOn), leftOut, by: 'system' },
      })
      return caseId
    },
    async addPart(caseId, kind) {
      const id = newVaultId()
      const plain = new TextEncoder().encode('เหตุผล')
      const sealed = await sealPart(caseKeys.get(caseId) ?? newCaseKey(), partPlace(caseId, id, kind), plain)
      await model.addPart({
        id,
        caseId,
        kind,
        day: day(now.toISOString().slice(0, 10)),
        sealed: toStored(sealed),
      })
      return id
    },
    async close(caseId) {
      const on = day(now.toISOString().slice(0, 10))
      const closed = await complaints.changeStatus({ id: caseId, to: 'completed', on, by: 'officer-1' })
      if (!closed.ok) throw new Error(closed.why)
    },
    keyOf: (name) => addressOf(keyring, 'main', `U-${name}`).key,
    async account(name, role) {
      const { code } = await people.inviteToRole(role)
      const address = addressOf(keyring, 'main', `U-${name}`)
      const registered = await people.register({ sender: address, code, eventKey: `event-${name}` })
      if (!registered.ok) throw new Error(`${name} was not registered`)
    },
  }
}

const bribery: ComplaintSort = { kind: 'corruption', category: 'bribery' }
