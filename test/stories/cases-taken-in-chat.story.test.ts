// Taking a case and handing it back in the chat: only for whoever has a key of it, each seen by the others, all in the chain.

import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { knownCase } from '../../src/features/cases/known-case.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from '../web/console/console-world.js'

describe('Story: officers take cases in chat', () => {
  let world: ConsoleWorld
  let aree: Session & { person: LinePerson }
  let bua: Session & { person: LinePerson }
  let readers: { readonly id: string; readonly publicKey: string }[]
  beforeEach(async () => {
    world = await openConsoleWorld()
    aree = await world.signIn(['officer'])
    bua = await world.signIn(['officer'])
    readers = [await world.reader(aree), await world.reader(bua)]
  })
  afterEach(() => world.stop())

  const assignedTo = async (caseId: string) =>
    (await world.product.features.cases.work.find(caseId))?.assignedTo
  async function numbered(...leftOut: string[]): Promise<string> {
    const caseId = await world.file(
      readers.filter(({ id }) => !leftOut.includes(id)),
      leftOut,
    )
    await world.product.runJob('case-numbers')
    return caseId
  }
  const [first, second] = [() => readers[0]?.id ?? '', () => readers[1]?.id ?? '']

  it('When she takes a case, then it is hers and her colleague sees it; when she hands it back, it waits for anybody', async () => {
    const caseId = await numbered()
    await aree.person.says('เรื่อง 1')
    await aree.person.hears(/ท 1\/2570[\s\S]*ยังไม่มีผู้รับ/)
    await aree.person.presses('รับเป็นผู้รับผิดชอบ')
    await aree.person.hears(/ท 1\/2570[\s\S]*ผู้อ่าน/)
    expect(await assignedTo(caseId)).to.deep.equal([first()])
    await aree.person.says('เรื่อง')
    await aree.person.hears(/ที่ยังดำเนินการอยู่ 1 เรื่อง/)
    expect(aree.person.chat().pressableLabels()).to.include.members(['ของฉัน 1', 'ยังไม่มีผู้รับ 0'])

    await bua.person.says('เรื่อง 1')
    await bua.person.hears(/ท 1\/2570[\s\S]*ผู้อ่าน/)
    await bua.person.presses('รับเป็นผู้รับผิดชอบ')
    await bua.person.hears(/ท 1\/2570/)
    expect(await assignedTo(caseId)).to.have.members([first(), second()])

    await aree.person.says('เรื่อง 1')
    await aree.person.hears(/ท 1\/2570/)
    await aree.person.presses('คืนเรื่อง')
    await aree.person.hears(/ท 1\/2570/)
    expect(await assignedTo(caseId)).to.deep.equal([second()])
    const actions = (await world.product.deps.audit.rows()).map(({ action }) => action)
    expect(actions.filter((action) => action.startsWith('case assigned'))).to.have.length(3)
  })

  it('When a case is nobody’s or a colleague’s, then its status and its hold are for whoever takes it on, old buttons too', async () => {
    const caseId = await numbered()
    await aree.person.says('เรื่อง 1')
    await aree.person.hears(/รับเป็นผู้รับผิดชอบก่อน/)
    expect(aree.person.chat().pressableLabels()).not.to.include.members(['เปลี่ยนสถานะ'])
    await aree.person.presses('รับเป็นผู้รับผิดชอบ')
    await aree.person.hears(/ท่านเป็นผู้รับผิดชอบเรื่องนี้แล้ว/)
    await aree.person.hears(/ท 1\/2570/)
    await world.product.features.cases.work.change(
      knownCase(caseId),
      { kind: 'assigned', to: [second()] },
      'colleague',
    )
    for (const button of ['เปลี่ยนสถานะ', 'ระงับการทำลาย']) {
      await aree.person.presses(button)
      await aree.person.hears(/รับเป็นผู้รับผิดชอบก่อน/)
    }
    expect(await world.product.features.cases.work.find(caseId)).to.include({ hold: false })
  })

  it('When her key is removed after the card came, then its button takes nothing any more', async () => {
    const caseId = await numbered()
    await bua.person.says('เรื่อง 1')
    await bua.person.hears(/ท 1\/2570/)
    const { keys } = world.product.features.console
    const owner = (await keys.all()).find(({ id }) => id === first())?.owner ?? ''
    expect(await keys.remove({ key: owner, who: 'aree' } as never, second())).to.deep.equal({ ok: true })
    await bua.person.presses('รับเป็นผู้รับผิดชอบ')
    await bua.person.hears(/ไม่พบเรื่อง/)
    expect(await assignedTo(caseId)).to.deep.equal([])
    await bua.person.says('เรื่อง')
    await bua.person.hears(/ขณะนี้ไม่มีเรื่องที่ต้องดำเนินการ/)
  })

  it('When a case leaves her out, or she has no key, then neither the case nor a button is there', async () => {
    await numbered(second())
    await bua.person.says('เรื่อง 1')
    await bua.person.hears(/ไม่พบเรื่อง/)
    const newcomer = await world.person(['officer'])
    await newcomer.says('เรื่อง 1')
    await newcomer.hears(/ไม่พบเรื่อง/)
  })
})
