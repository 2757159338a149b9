// The LINE accounts and groups of the demo agency, as plain data for the LINE stand-in. The ids are fixed, so that a
// restart meets the same people; they have the form of LINE's ids and belong to nobody.
import { type DemoStaff, demoActors, demoStaff } from './demo-staff.js'
import { serviceUnit } from './demo-units.js'

export interface DemoPerson {
  /** `U` and 32 hexadecimal digits. */
  readonly userId: string
  readonly name: string
  readonly language: 'th' | 'en'
  /** The staff row to link with; a citizen has none. */
  readonly staff?: DemoStaff
}

export interface DemoGroup {
  /** `C` and 32 hexadecimal digits. */
  readonly groupId: string
  readonly name: string
  /** What the group is registered for. */
  readonly unit: string
  /** User ids. */
  readonly members: readonly string[]
}

const idOf = (kind: 'U' | 'C', number: number) => `${kind}decade${String(number).padStart(26, '0')}`

const linkedStaff: readonly DemoPerson[] = demoStaff.flatMap((staff, index) =>
  staff.lineName === undefined
    ? []
    : [{ userId: idOf('U', index + 1), name: staff.lineName, language: 'th', staff }],
)

export const demoCitizen: DemoPerson = { userId: idOf('U', 900), name: 'บุญมี (ประชาชน)', language: 'th' }

/** Those who act in the chat page come first. */
export const demoPeople: readonly DemoPerson[] = [
  ...linkedStaff.slice(0, Object.keys(demoActors).length),
  demoCitizen,
  ...linkedStaff.slice(Object.keys(demoActors).length),
]

export const demoGroups: readonly DemoGroup[] = [
  {
    groupId: idOf('C', 1),
    name: 'บุคลากรทั้งหน่วยงาน',
    unit: 'ทั้งหน่วยงาน',
    members: linkedStaff.map(({ userId }) => userId),
  },
  {
    groupId: idOf('C', 2),
    name: serviceUnit,
    unit: serviceUnit,
    members: linkedStaff.filter(({ staff }) => staff?.unit === serviceUnit).map(({ userId }) => userId),
  },
]
