// Every word that stands before the name of a person in Thailand, by family: language data for thai-titles.ts. It knows no person.
// `short` is written with dots, with blanks or glued (พ.ต.อ., พ. ต. อ., พตอ); `words` are written out.

export const titleFamilies = [
  'civil',
  'medical',
  'academic',
  'police',
  'military',
  'noble',
  'honorific',
  'religious',
  'office',
  // Not a title: “by the name of”.
  'naming',
] as const
export type TitleFamily = (typeof titleFamilies)[number]

interface TitleWords {
  readonly short: readonly string[]
  readonly words: readonly string[]
}

const split = (words: string): readonly string[] => words.split(/[|\n]/).flatMap((word) => word.trim() || [])
const each = (before: readonly string[], after: readonly string[]): readonly string[] =>
  before.flatMap((one) => after.map((other) => `${one}${other}`))

const grades = ['เอก', 'โท', 'ตรี']

export const titleWords: Readonly<Record<TitleFamily, TitleWords>> = {
  civil: {
    short: split('น.ส. | ด.ช. | ด.ญ. | mr | mrs | ms | mx'),
    words: split('นาย | นาง | นางสาว | เด็กชาย | เด็กหญิง | miss | mister | mistress | master | madam'),
  },
  medical: {
    short: split(
      'นพ. | พญ. | ทพ. | ทพญ. | ทญ. | ภก. | ภญ. | สพ. | สพญ. | สพ.ญ. | นสพ. | น.สพ. | พย. | พว. | พจ. | พทป. | กภ. | ทนพ. | รพ.สต. | dvm | rn',
    ),
    words: split(`นายแพทย์ | แพทย์หญิง | แพทย์ | ทันตแพทย์ | ทันตแพทย์หญิง | เภสัชกร | เภสัชกรหญิง | สัตวแพทย์ | สัตวแพทย์หญิง
      | นายสัตวแพทย์ | พยาบาล | พยาบาลวิชาชีพ | นักกายภาพ | นักกายภาพบำบัด | เทคนิคการแพทย์ | แพทย์แผนไทย | แพทย์แผนจีน | คุณหมอ | หมอ
      | หมอฟัน | หมอยา | เภสัช | คุณพยาบาล | doctor | nurse | pharmacist | dentist`),
  },
  academic: {
    short: split(
      'ดร. | ผศ. | รศ. | ศ. | ผศ.พิเศษ | อ. | อจ. | dr | prof | asst.prof | assist.prof | assoc.prof | asst | assoc | ph.d | a.prof | aj | ajarn',
    ),
    words:
      split(`ด็อกเตอร์ | ดอกเตอร์ | ผู้ช่วยศาสตราจารย์ | รองศาสตราจารย์ | ศาสตราจารย์ | ศาสตราจารย์พิเศษ | ศาสตราจารย์กิตติคุณ | ศาสตราจารย์เกียรติคุณ
      | เกียรติคุณ | กิตติคุณ | professor | assistant professor | associate professor | emeritus`),
  },
  police: {
    short: split(
      'พล.ต.อ. | พล.ต.ท. | พล.ต.ต. | พล.ต.จ. | พ.ต.อ. | พ.ต.ท. | พ.ต.ต. | ร.ต.อ. | ร.ต.ท. | ร.ต.ต. | ด.ต. | จ.ส.ต. | ส.ต.อ. | ส.ต.ท. | ส.ต.ต. | พลฯ | นรต. | ผบ.ตร. | ผบก. | รอง ผบก. | ผกก. | รอง ผกก. | สว. | รอง สว. | ผบช. | pol | pol.gen | pol.col | pol.capt | pol.maj | pol.lt | pol.lt.col | pol.lt.gen | pol.maj.gen | pol.sgt | pol.sub.lt | pol.snr.sgt.maj',
    ),
    words: [
      ...each(['พลตำรวจ', 'พันตำรวจ', 'ร้อยตำรวจ', 'สิบตำรวจ'], grades),
      ...split(`พลตำรวจจัตวา | ดาบตำรวจ | จ่าสิบตำรวจ | พลตำรวจ | สารวัตร | รองสารวัตร | ผู้กำกับ | รองผู้กำกับ | ผู้กำกับการ | ผู้การ | ผู้กอง | ผู้หมวด | หมวด
        | ดาบ | จ่า | ตำรวจ | นายดาบ | นายร้อย | police | constable | inspector | superintendent`),
    ],
  },
  military: {
    short: split(
      'พล.อ. | พล.ท. | พล.ต. | พล.จ. | พ.อ. | พ.ท. | พ.ต. | ร.อ. | ร.ท. | ร.ต. | จ.ส.อ. | จ.ส.ท. | ส.อ. | ส.ท. | ส.ต. | พลฯ | พล.ร.อ. | พล.ร.ท. | พล.ร.ต. | พล.ร.จ. | น.อ. | น.ท. | น.ต. | พ.จ.อ. | พ.จ.ท. | พ.จ.ต. | จ.อ. | จ.ท. | จ.ต. | พล.อ.อ. | พล.อ.ท. | พล.อ.ต. | พล.อ.จ. | พ.อ.อ. | พ.อ.ท. | พ.อ.ต. | ร.น. | รน. | ว่าที่ ร.ต. | ว่าที่ ร.อ. | ว่าที่ ร.ท. | ว่าที่ พ.ต. | ว่าที่ พ.ท. | ว่าที่ พ.อ. | อส. | เสธ. | ผบ. | ผบ.ทบ. | ผบ.ร. | gen | lt.gen | maj.gen | brig.gen | col | lt.col | maj | capt | lt | sub.lt | 2nd.lt | 1st.lt | sgt | cpl | pvt | adm | r.adm | v.adm | cdr | lt.cdr | acm | am | avm | gp.capt | wg.cdr | sqn.ldr | flt.lt | flg.off | plt.off | s.m.1 | acting.sub.lt | acting.2nd.lt | rtn',
    ),
    words: [
      ...each(['พล', 'พัน', 'ร้อย', 'จ่าสิบ', 'สิบ', 'พลเรือ', 'นาวา', 'เรือ', 'พันจ่า', 'จ่า'], grades),
      ...each(['พลอากาศ', 'นาวาอากาศ', 'เรืออากาศ', 'พันจ่าอากาศ', 'จ่าอากาศ'], grades),
      ...split(`พลจัตวา | พลเรือจัตวา | พลอากาศจัตวา | พลทหาร | ทหาร | ว่าที่ | พิเศษ | หญิง | ราชนาวี | อาสาสมัคร | ผู้พัน | ผู้บัญชาการ | ผู้บังคับการ
        | เสนาธิการ | นายพล | นายพัน | จ่าสิบ | general | lieutenant general | major general | colonel | lieutenant colonel | major | captain
        | lieutenant | sub lieutenant | second lieutenant | first lieutenant | acting | sergeant | corporal | private | admiral | rear admiral
        | vice admiral | commander | air chief marshal | air marshal | group captain | wing commander | squadron leader | flight lieutenant`),
    ],
  },
  noble: {
    short: split('ม.จ. | ม.ร.ว. | ม.ล. | มรว. | มล. | ณ. | m.r | m.l | m.c'),
    words:
      split(`หม่อม | หม่อมเจ้า | หม่อมราชวงศ์ | หม่อมหลวง | คุณหญิง | ท่านผู้หญิง | ท่านหญิง | ท่านชาย | คุณชาย | คุณพระ | คุณหลวง | พระองค์เจ้า | เจ้า | พระยา
      | หลวง | ขุน | คุณท้าว | khunying | khun ying | thanpuying | thanphuying | mom luang | mom rajawongse | mom ratchawong`),
  },
  honorific: {
    short: split('อ. | ผญ.บ. | พ.'),
    words:
      split(`คุณ | ท่าน | พี่ | น้อง | อาจารย์ | จารย์ | ครู | คุณครู | คุณพี่ | คุณน้อง | คุณลุง | คุณป้า | คุณน้า | คุณอา | คุณแม่ | คุณพ่อ | คุณนาย | ป้า | ลุง | น้า | อา | ตา
      | ยาย | ปู่ | ย่า | เจ๊ | เจ้ | เจ้าแม่ | เจ้าพ่อ | เฮีย | เสี่ย | ซ้อ | โก | โกว | อาเจ็ก | อาแปะ | แปะ | แม่ | พ่อ | ไอ้ | อี | อ้าย | เอื้อย | บัง | โต๊ะ | ก๊ะ | แบ | เปาะ | บอส | ซินแส | โค้ช
      | ทนาย | ช่าง | วิศวกร | สถาปนิก | นาง | มาดาม | khun | khru | kru | mae | pho | phi | pee | nong | lung | pa | ajarn | ajaan | achan
      | arjarn | acharn | uncle | aunt | auntie | teacher | boss | sir | lady | madame`),
  },
  religious: {
    short: split('ภ. | พระมหา | พม.'),
    words:
      split(`พระ | พระครู | พระครูปลัด | พระครูสมุห์ | พระครูใบฎีกา | พระครูวินัยธร | พระปลัด | พระสมุห์ | พระใบฎีกา | พระมหา | พระอาจารย์ | พระอธิการ | เจ้าอธิการ
      | หลวงพ่อ | หลวงพี่ | หลวงปู่ | หลวงตา | หลวงลุง | ท่านเจ้าคุณ | เจ้าคุณ | เจ้าอาวาส | สมเด็จ | ภิกษุ | สามเณร | เณร | แม่ชี | ชี | บาทหลวง | ซิสเตอร์ | ศาสนาจารย์ | อิหม่าม
      | โต๊ะอิหม่าม | บาบอ | ฮัจยี | หะยี | ฮัจญี | phra | phra khru | luang pho | luang por | luang phi | luang pu | haji | hajji | imam | father | reverend`),
  },
  office: {
    short: split(
      'ผอ. | รอง ผอ. | ผช.ผอ. | หน. | รก. | รรท. | ผอ.รพ. | ผอ.รร. | ผวจ. | รอง ผวจ. | นอภ. | ผจก. | ผช. | ปธ. | สส. | ส.ส. | สว. | ส.ว. | สจ. | ส.จ. | สท. | ส.ท. | ส.อบต. | ส.อบจ. | กต. | สสจ. | สสอ. | ผบ. | กำนัน | ผญบ. | รมต. | รมว. | รมช. | นร. | อบต. | อบจ. | dir | mgr',
    ),
    words:
      split(`ผู้อำนวยการ | รองผู้อำนวยการ | ผู้ช่วยผู้อำนวยการ | หัวหน้า | รองหัวหน้า | ผู้ช่วยหัวหน้า | หัวหน้ากลุ่ม | หัวหน้าฝ่าย | หัวหน้างาน | ปลัด | รองปลัด | ปลัดเทศบาล | ปลัดอำเภอ | ปลัดจังหวัด
      | นายก | รองนายก | นายกอบต | นายกอบจ | นายกเทศมนตรี | เทศมนตรี | นายกเล็ก | นายกองค์การบริหารส่วนตำบล | ปลัดอบต | ปลัดอบจ | ผู้ว่า | ผู้ว่าฯ | ผู้ว่าราชการ | ผู้ว่าราชการจังหวัด | รองผู้ว่า
      | รองผู้ว่าฯ | นายอำเภอ | กำนัน | ผู้ใหญ่บ้าน | ผู้ใหญ่ | ผู้ช่วย | สมาชิกสภา | สมาชิก | เลขา | เลขาฯ | เลขานุการ | เลขาธิการ | รองเลขาธิการ | อธิบดี | รองอธิบดี | อธิการบดี | รองอธิการบดี | คณบดี
      | รองคณบดี | ผู้จัดการ | ประธาน | รองประธาน | กรรมการ | รัฐมนตรี | สรรพากร | สรรพสามิต | นิติกร | ผู้ตรวจ | ผู้ตรวจการ | ผู้ตรวจราชการ | ผู้บริหาร | พัสดุ | การเงิน | ธุรการ | เจ้าหน้าที่ | พนักงาน
      | ข้าราชการ | ลูกจ้าง | นายช่าง | นักวิชาการ | รักษาการ | รักษาราชการแทน | ที่ปรึกษา | รอง | ผู้พิพากษา | อัยการ | director | deputy director | chief | deputy chief | head | deputy
      | assistant | mayor | governor | manager | secretary | president | chairman | chairwoman | officer | minister | judge | prosecutor`),
  },
  naming: {
    short: [],
    words: split(
      'คนชื่อ | ชื่อว่า | ชื่อ | ชื่อเล่น | นามว่า | นาม | ฉายา | เรียกว่า | named | called | name is | by the name of | nickname',
    ),
  },
}
