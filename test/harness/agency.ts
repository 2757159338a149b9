// An agency for stories: 114 staff in 9 units with their phones, officers who came in by invitation, a group of everybody.
// Everybody is registered as people really are: by typing a code into the chat.
import type { LineGroup, LinePerson } from 'line-stand-in'
import type { Role } from '../../src/security/roles.js'
import { type RunningProduct, type StartOptions, startProduct } from './product.js'

export const units = [
  'สำนักงานเลขานุการกรม',
  'กองกลาง',
  'กองคลัง',
  'กองกฎหมาย',
  'กองแผนงาน',
  'กองพัฒนามาตรฐาน',
  'กองบริการประชาชน',
  'ศูนย์เทคโนโลยีสารสนเทศ',
  'กลุ่มตรวจสอบภายใน',
] as const

export const roster = Array.from({ length: 114 }, (_, index) => ({
  employeeCode: `E${String(index + 1).padStart(4, '0')}`,
  name: `บุคลากร ที่${index + 1}`,
  unit: units[index % units.length] ?? units[0],
  position: 'เจ้าหน้าที่',
}))

export interface Agency extends RunningProduct {
  /** A friend of the account without any code. */
  citizen(name: string): Promise<LinePerson>
  /** Registers with an invitation to a role. */
  officer(role: Role): Promise<LinePerson>
  /** Registers with the personal code of the person at this place of the roster. */
  staff(index: number): Promise<LinePerson>
  /** A group with these members, registered to a unit by the officer. */
  group(members: readonly LinePerson[], officer: LinePerson, unit: string): Promise<LineGroup>
}

export async function startAgency(options: StartOptions = {}): Promise<Agency> {
  const running = await startProduct({ now: new Date('2026-11-20T03:00:00Z'), ...options })
  const { platform, product, settle } = running
  const people = product.features.people.rules
  await people.importRoster(roster)

  async function registers(person: LinePerson, code: string): Promise<LinePerson> {
    await person.says(`ลงทะเบียน ${code}`)
    await settle()
    return person
  }

  return {
    ...running,
    async citizen(name) {
      return platform.addPerson({ name, friend: true })
    },
    async officer(role) {
      const person = platform.addPerson({ name: role, friend: true })
      return registers(person, (await people.inviteToRole(role)).code)
    },
    async staff(index) {
      const row = roster[index]
      const personal = row && (await people.invitePerson(row.employeeCode))
      if (!personal) throw new Error(`The roster has no place ${index}`)
      return registers(platform.addPerson({ name: personal.name, friend: true }), personal.code)
    },
    async group(members, officer, unit) {
      const group = platform.addGroup({ name: unit, members: [...members, officer] })
      await officer.in(group).says(`/ลงทะเบียนกลุ่ม ${(await people.inviteGroup(unit)).code}`)
      await settle()
      return group
    },
  }
}
