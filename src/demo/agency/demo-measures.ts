// The demo agency's plan of measures: seven issues, each with steps, period, owner, indicator and target.
import type { MeasureRow } from '../../features/measures/measure-file.js'
import { demoStaff } from './demo-staff.js'

type Planned = readonly [
  issue: string,
  measure: string,
  steps: readonly string[],
  quarters: MeasureRow['quarters'],
  indicator: string,
  target: string,
  evidence: MeasureRow['evidence'],
]

const planned: readonly Planned[] = [
  [
    'การปฏิบัติหน้าที่',
    'ประกาศและรับทราบนโยบาย No Gift Policy',
    ['ประกาศเจตนารมณ์', 'เผยแพร่ในกลุ่ม LINE', 'ให้บุคลากรทุกคนรับทราบ'],
    [1, 2, 3, 4],
    'ร้อยละของบุคลากรที่รับทราบ',
    'ร้อยละ 100',
    ['acknowledgements:no-gift', 'gifts'],
  ],
  [
    'การใช้งบประมาณ',
    'เปิดเผยรายงานการใช้จ่ายงบประมาณ',
    ['จัดทำรายงานรายไตรมาส', 'เผยแพร่ให้บุคลากรและประชาชน'],
    [1, 2, 3, 4],
    'จำนวนรายงานที่เผยแพร่',
    '4 ครั้ง',
    ['campaigns:budget-report'],
  ],
  [
    'การใช้อำนาจ',
    'อบรมจริยธรรมและผลประโยชน์ทับซ้อน',
    ['จัดทำโครงการ', 'จัดอบรม', 'ประเมินผล'],
    [1, 2],
    'จำนวนครั้งและผู้เข้าร่วม',
    '3 ครั้ง',
    ['trainings', 'surveys:demo-knowledge'],
  ],
  [
    'การใช้ทรัพย์สินของราชการ',
    "เผยแพร่แนวปฏิบัติ Do's & Don'ts เรื่องทรัพย์สินของราชการ",
    ['จัดทำสื่อ', 'เผยแพร่อย่างน้อย 2 ครั้ง'],
    [2, 3],
    'จำนวนครั้งที่เผยแพร่',
    '2 ครั้ง',
    ['campaigns:dos-and-donts', 'campaigns:state-property'],
  ],
  [
    'การแก้ไขปัญหาการทุจริต',
    'ประชาสัมพันธ์ช่องทางแจ้งเบาะแสที่ปกปิดข้อมูลผู้แจ้ง',
    ['จัดทำอินโฟกราฟิก', 'เผยแพร่อย่างน้อย 3 ช่องทาง'],
    [1, 2, 3],
    'จำนวนช่องทาง',
    '3 ช่องทาง',
    ['campaigns:complaint-channels', 'statistics'],
  ],
  [
    'คุณภาพการดำเนินงาน',
    'สำรวจความพึงพอใจของผู้รับบริการ',
    ['เปิดแบบสำรวจ', 'สรุปผลและปรับปรุง'],
    [2, 4],
    'ร้อยละความพึงพอใจ',
    'ร้อยละ 80',
    ['surveys:demo-satisfaction'],
  ],
  [
    'ประสิทธิภาพการสื่อสาร',
    'รายงานสถิติเรื่องร้องเรียนต่อผู้บริหารและประชาชนทุกเดือน',
    ['สรุปสถิติรายเดือน', 'เผยแพร่ภายในวันที่ 10'],
    [1, 2, 3, 4],
    'จำนวนเดือนที่รายงานตามกำหนด',
    '12 เดือน',
    ['statistics'],
  ],
]

export const demoMeasures: readonly MeasureRow[] = planned.map(
  ([issue, measure, steps, quarters, indicator, target, evidence], place) => ({
    line: place + 2,
    issue,
    measure,
    steps,
    owner: demoStaff[place]?.unit ?? '',
    ownerCode: demoStaff[place]?.employeeCode ?? '',
    quarters,
    indicator,
    target,
    evidence,
  }),
)
