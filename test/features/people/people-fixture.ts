// What the tests of this room start from: four people in two units, a clock that stands still, and addresses as LINE's
// room would make them.
import type { Connection } from 'mongoose'
import type { Place, Turn } from '../../../src/conversation/turn.js'
import { createPeopleModel } from '../../../src/features/people/people-model.js'
import { createPeopleRules } from '../../../src/features/people/people-rules.js'
import { createAudit } from '../../../src/security/audit/audit.js'
import { addressOf, type ChatAddress } from '../../../src/security/chat-address.js'
import { createKeyring } from '../../../src/security/keyring.js'
import type { Person } from '../../../src/security/person.js'

export const keyring = createKeyring(Buffer.alloc(32, 7))
export const phoneOf = (name: string, channel = 'main'): ChatAddress =>
  addressOf(keyring, channel, `U${name}`)
export const groupNamed = (name: string): ChatAddress => addressOf(keyring, 'main', `C${name}`)

export const roster = [
  { employeeCode: '1001', name: 'สมชาย ใจดี', unit: 'กองกลาง', position: 'นักวิชาการ' },
  { employeeCode: '1002', name: 'สมศรี มีสุข', unit: 'กองกลาง', position: '' },
  { employeeCode: '1003', name: 'มานะ อดทน', unit: 'กองคลัง', position: 'นิติกร' },
  { employeeCode: '1004', name: 'มานี รักเรียน', unit: 'กองคลัง', position: 'นิติกร' },
]

export async function startPeople(connection: Connection) {
  let now = new Date('2026-11-20T03:00:00Z')
  const clock = () => new Date(now)
  const audit = createAudit(connection, clock, keyring)
  const model = createPeopleModel(connection)
  await Promise.all(Object.values(connection.models).map((one) => one.init()))
  const people = createPeopleRules({ model, keyring, clock, audit })
  let events = 0
  return {
    people,
    model,
    clock,
    passSeconds(seconds: number) {
      now = new Date(now.getTime() + seconds * 1000)
    },
    nextEvent: () => `event-${++events}`,
    async staffId(employeeCode: string): Promise<string> {
      const staff = await people.staffByEmployeeCode(employeeCode)
      if (!staff) throw new Error(`Nobody has employee code ${employeeCode}`)
      return staff.staffId
    },
    async personalCode(employeeCode: string): Promise<string> {
      const made = await people.invitePerson(employeeCode)
      if (!made) throw new Error(`Nobody active has employee code ${employeeCode}`)
      return made.code
    },
    /** What the chain says since the roster was imported, without who and when. */
    async audited(): Promise<string[]> {
      return (await audit.rows())
        .map(({ action }) => action)
        .filter((action) => !/made|imported/.test(action))
    },
    turnOf(phone: ChatAddress, person: Person, place: Place = 'private', chat = phone): Turn {
      const at = clock()
      return { eventKey: `event-${++events}`, at, channel: 'main', place, chat, sender: phone, person }
    },
  }
}

export type People = Awaited<ReturnType<typeof startPeople>>
