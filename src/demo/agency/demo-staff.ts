// The roster of the demo agency: 114 people in nine units. Five of them act in the chat page and have roles; the others
// fill the posts of demo-units.ts. Employee codes begin with DEMO, so that they never stand for anybody on a real roster.
import type { Role } from '../../security/roles.js'
import { demoName } from './demo-names.js'
import { demoUnits, ethicsUnit, legalUnit, secretariat, serviceUnit, technologyUnit } from './demo-units.js'

export interface DemoStaff {
  readonly employeeCode: string
  readonly name: string
  readonly unit: string
  readonly position: string
  /** What the person is called in LINE; absent where no account is linked. */
  readonly lineName?: string
  /** Beside `staff`, which everybody has who is linked. */
  readonly roles: readonly Role[]
}

type Actor = 'employee' | 'ethics' | 'officer' | 'executive' | 'admin'

/** `employee` is on the chat page, and the only one of 114 who has not acknowledged the No Gift Policy yet. */
export const demoActors: Readonly<Record<Actor, DemoStaff>> = {
  employee: {
    employeeCode: codeOf(1),
    name: 'นางสาวแก้วตา นทีสิริวงศ์',
    unit: serviceUnit,
    position: 'นักจัดการงานทั่วไปปฏิบัติการ',
    lineName: 'แก้วตา (บุคลากร)',
    roles: [],
  },
  ethics: {
    employeeCode: codeOf(2),
    name: 'นางอรพรรณ ธาราธรรมรักษ์',
    unit: ethicsUnit,
    position: 'นักทรัพยากรบุคคลชำนาญการพิเศษ',
    lineName: 'อรพรรณ (งานจริยธรรม)',
    roles: ['ethics'],
  },
  officer: {
    employeeCode: codeOf(3),
    name: 'นายวิศรุต ภูผาวัฒนกุล',
    unit: legalUnit,
    position: 'นิติกรชำนาญการพิเศษ',
    lineName: 'วิศรุต (รับเรื่องร้องเรียน)',
    roles: ['officer'],
  },
  executive: {
    employeeCode: codeOf(4),
    name: 'นางสาวพิมพ์ใจ อรุณเกษมสุข',
    unit: secretariat,
    position: 'รองหัวหน้าส่วนราชการ',
    lineName: 'พิมพ์ใจ (ผู้บริหาร)',
    roles: ['executive'],
  },
  admin: {
    employeeCode: codeOf(5),
    name: 'นายปัญญา ไพรพิทักษ์',
    unit: technologyUnit,
    position: 'นักวิชาการคอมพิวเตอร์ชำนาญการพิเศษ',
    lineName: 'ปัญญา (ผู้ดูแลระบบ)',
    roles: ['admin'],
  },
}

export const demoStaff: readonly DemoStaff[] = [...Object.values(demoActors), ...everybodyElse()]

function everybodyElse(): DemoStaff[] {
  const posts = demoUnits.flatMap(({ name: unit, posts, linked }) =>
    posts
      .flatMap(([position, people]) => Array.from({ length: people }, () => position))
      .map((position, place) => ({ unit, position, isLinked: place < linked })),
  )
  return posts.map(({ unit, position, isLinked }, number) => {
    const { first, full } = demoName(number)
    const employeeCode = codeOf(Object.keys(demoActors).length + number + 1)
    return { employeeCode, name: full, unit, position, roles: [], ...(isLinked && { lineName: first }) }
  })
}

function codeOf(number: number): string {
  return `DEMO-${String(number).padStart(3, '0')}`
}
