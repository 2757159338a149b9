// Three people in two units and their gift desk, on one database; the clock is held still.
import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import type { GiftFacts } from '../../../src/features/gifts/gift-facts.js'
import { createGifts, type Gifts } from '../../../src/features/gifts/gifts-feature.js'
import { type GiftReport, newGiftId } from '../../../src/features/gifts/gifts-rules.js'
import { createPeople } from '../../../src/features/people/people-feature.js'
import type { PeopleRules } from '../../../src/features/people/people-rules.js'
import { createSettings } from '../../../src/features/settings/settings-feature.js'
import type { SettingsRules } from '../../../src/features/settings/settings-rules.js'
import { createAudit } from '../../../src/security/audit/audit.js'
import { addressOf } from '../../../src/security/chat-address.js'
import { createHandedFiles } from '../../../src/security/handed-files.js'
import { createKeyring } from '../../../src/security/keyring.js'
import type { Role } from '../../../src/security/roles.js'
import { sharedHeavyWork } from '../../harness/shared-heavy-work.js'
import { day } from './gift-days.js'

export interface GiftWorld {
  readonly gifts: Gifts
  readonly people: PeopleRules
  readonly settings: SettingsRules
  readonly staff: { readonly kanya: string; readonly somchai: string; readonly malee: string }
  setNow(moment: string): void
  link(staffId: string, roles?: readonly Role[]): Promise<void>
  /** A report of 500 baht from a service user, today, returned. */
  reportBy(staffId: string, more?: Partial<GiftFacts>): GiftReport
}

const rows = [
  { employeeCode: 'A1', name: 'กัญญา', unit: 'กองคลัง', position: '' },
  { employeeCode: 'A2', name: 'สมชาย', unit: 'กองคลัง', position: '' },
  { employeeCode: 'A3', name: 'มาลี', unit: 'กองกลาง', position: '' },
]

export async function openGiftWorld(connection: Connection): Promise<GiftWorld> {
  let now = new Date('2026-11-20T12:00:00+07:00')
  const clock = () => now
  const keyring = createKeyring(randomBytes(32))
  const audit = createAudit(connection, clock, keyring)
  const files = createHandedFiles({ connection, clock, audit, publicUrl: 'https://sujarit.example' })
  const agencyName = { th: 'หน่วยงานทดสอบ', en: 'Test Agency' }
  const deps = { connection, keyring, clock, audit, files, agencyName, heavyWork: sharedHeavyWork }
  const { rules: people } = createPeople(deps)
  const { rules: settings } = createSettings(deps)
  const gifts = createGifts(deps, people, settings)
  await Promise.all(Object.values(connection.models).map((model) => model.init()))
  await people.importRoster(rows)
  const idOf = async (code: string) => (await people.staffByEmployeeCode(code))?.staffId ?? ''
  return {
    gifts,
    people,
    settings,
    staff: { kanya: await idOf('A1'), somchai: await idOf('A2'), malee: await idOf('A3') },
    setNow(moment) {
      now = new Date(moment)
    },
    async link(staffId, roles = []) {
      await people.linkStaff({ address: addressOf(keyring, 'main', `U-${staffId}`), staffId, roles })
    },
    reportBy: (staffId, more = {}) => ({
      giftId: newGiftId(),
      from: 0,
      staffId,
      facts: {
        ...{ receivedOn: day('2026-11-20'), giver: 'serviceUser', occasion: 'thanks' },
        ...{ baht: 500, outcome: 'returned', ...more },
      },
      words: { what: 'ขนม', from: 'ผู้มาติดต่อ' },
      pictures: [],
      at: now,
      eventKey: newGiftId(),
    }),
  }
}
