// Officers' keys in a real browser, button by button: a colleague is approved, limited to what she takes, let into older cases
// and removed; a passphrase is forgotten; a key file of a script is taken over.
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { readableFingerprint } from '../../../src/sealing/officer-key.js'
import { makeRecipientKeys } from '../../../src/sealing/vault.js'
import { toldAction } from '../../../src/web/console/server/audit-words.js'
import { withBrowser } from '../../harness/browser.js'
import { withConsoleWorld } from './console-world.js'
import { type OfficerAtBrowser, officerAtBrowser, passphrase } from './officer-at-browser.js'

describe('Keys of officers in a browser', () => {
  const browser = withBrowser()
  const world = withConsoleWorld()

  async function comesIn(role: 'ethics' | 'admin' | 'officer'): Promise<OfficerAtBrowser> {
    const officer = await officerAtBrowser(world(), browser(), await world().person([role]))
    await officer.isIn()
    return officer
  }
  const statusOf = ({ page }: OfficerAtBrowser, caseId: string) =>
    page.evaluate(async (id) => (await fetch(`/console/api/cases/${id}`)).status, caseId)
  const keysListed = () => world().product.features.recipients.list()

  /** Presses what asks “are you sure”, says yes, and answers what it asked. */
  async function presses(page: Page, selector: string): Promise<string> {
    const asked = new Promise<string>((told) =>
      page.once('dialog', async (dialog) => {
        told(dialog.message())
        await dialog.accept()
      }),
    )
    const loaded = page.waitForEvent('load')
    await page.click(selector)
    await loaded
    return asked
  }
  const cardOf = (id: string) => `section.officer[aria-labelledby="name-${id}"]`

  it('When a colleague is approved, then she reads new cases, older ones once she is let in, and never one that names her', async () => {
    const first = await comesIn('ethics')
    const own = await first.makeKey('นางสาวอารีย์ มั่นคง')
    const [ownKey] = await keysListed()
    const me = [{ id: ownKey?.id ?? '', publicKey: own.keys.publicKey }]
    const open = await world().file(me, [], 'ขอเงินค่าตรวจรับงาน')
    const naming = await world().file(me, [], 'นางบัว ธรรมรักษาวงศ์ ขอเงิน')
    const general = await world().file(me, [], 'ถนนเป็นหลุม', { kind: 'general', category: 'publicTrouble' })

    const second = await comesIn('admin')
    const hers = await second.makeKey('นางบัว ธรรมรักษาวงศ์')
    const id =
      (await world().product.features.console.keys.all()).find(({ state }) => state === 'waiting')?.id ?? ''
    expect(await second.page.textContent('#app'))
      .to.include('กุญแจรออนุมัติ')
      .and.include(readableFingerprint(id))
    expect(await statusOf(second, open)).to.equal(404)

    const { page } = first
    await first.go('officers')
    await first.looksRight()
    const asked = await presses(page, `${cardOf(id)} form[data-api$=approval] button`)
    expect(asked).to.include('นางบัว ธรรมรักษาวงศ์').and.include(readableFingerprint(id))
    await page.click(`${cardOf(id)} summary`)
    await first.looksRight()
    await page.uncheck(`${cardOf(id)} input[name="kinds.general"]`)
    const saved = page.waitForEvent('load')
    await page.click(`${cardOf(id)} form[data-api$=scope] button`)
    await saved

    await page.click(`${cardOf(id)} [data-reseal] button`)
    const told = page.locator(`${cardOf(id)} [role=status]`)
    await told.filter({ hasText: 'เสร็จแล้ว เปิดให้ 1 จาก 2 เรื่อง อีก 1 เรื่องเอ่ยถึงเจ้าของกุญแจนี้ จึงไม่เปิดให้' }).waitFor()
    await first.looksRight()
    expect((await world().product.features.cases.work.find(naming))?.leftOut).to.deep.equal([id])

    await second.go(`cases/${open}`)
    await second.page.getByText('ขอเงินค่าตรวจรับงาน').waitFor()
    for (const hidden of [naming, general]) expect(await statusOf(second, hidden)).to.equal(404)
    await second.go('cases')
    expect(await second.page.locator('table.cases tbody tr').count()).to.equal(1)
    await second.go('audit')
    const trail = await second.page.content()
    expect(trail).to.include(open).and.not.to.include(naming).and.not.to.include(general)
    const rows = await second.page
      .locator('table.audit tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)))
    // What was done with them today shows when the day is over (test/stories/what-moves.test.ts).
    expect(rows.filter(([, , , , about]) => about === 'เรื่องที่ท่านไม่มีสิทธิ์เห็น')).to.deep.equal([])
    const sentenceOf = (action: string) => toldAction('th', action)?.sentence ?? expect.fail(action)
    const actions = rows.map(([, , , action]) => action?.trim())
    expect(actions).to.include(sentenceOf('case read')).and.not.to.include(sentenceOf('case leftOut'))
    await second.looksRight()
    await page.click(`${cardOf(id)} [data-reseal] button`)
    await told.filter({ hasText: 'เปิดให้ 0 จาก 0 เรื่อง' }).waitFor()

    const sure = await presses(page, `${cardOf(id)} form[data-api$=removal] button`)
    expect(sure).to.include('เรียกคืนไม่ได้')
    expect(await page.textContent(cardOf(id))).to.include('ยกเลิกแล้ว')
    expect(await page.textContent('main')).to.include('สิ่งที่เจ้าของกุญแจเคยเปิดอ่านหรือพิมพ์ไว้แล้ว เรียกคืนไม่ได้')
    expect(await statusOf(second, open)).to.equal(404)
    expect((await keysListed()).map(({ publicKey }) => publicKey)).not.to.include(hers.keys.publicKey)
    await first.go('officers')
    await first.looksRight()
  })

  it('When the passphrase is forgotten, then the printed recovery key opens, and a new passphrase is chosen', async () => {
    const officer = await comesIn('officer')
    const { page } = officer
    const { recoveryKey } = await officer.makeKey('ผู้อ่าน')
    await page.getByRole('button', { name: 'ล็อกกุญแจ' }).click()
    await page.getByRole('button', { name: 'ลืมวลีผ่าน' }).click()
    await officer.looksRight()
    const last = recoveryKey.at(-1) === '7' ? '8' : '7'
    for (const wrong of [recoveryKey.slice(0, -1) + last, recoveryKey.slice(5)]) {
      await officer.unlock(wrong)
      await page.getByText('กุญแจกู้คืนไม่ถูกต้อง').waitFor()
    }
    // As people copy from paper: small letters, and O for 0.
    await officer.unlock(recoveryKey.toLowerCase().replaceAll('0', 'o'))
    await page.locator('#again-first').fill('รหัสผ่านของฉัน')
    await page.locator('#again-second').fill('รหัสผ่านของฉัน')
    await page.locator('#again-second ~ button').click()
    await page.getByText('ประกอบด้วยคำที่คนใช้บ่อย').waitFor()
    await page.locator('#again-first').fill('กระจก ตะเกียบ มังคุด ลูกคิด ระนาด')
    await page.locator('#again-second').fill('กระจก ตะเกียบ มังคุด ลูกคิด ระนาด')
    await page.locator('#again-second ~ button').click()
    await page.getByText('เปลี่ยนวลีผ่านแล้ว').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'ล็อกกุญแจ' }).click()
    await officer.unlock(passphrase)
    await page.getByText('วลีผ่านไม่ถูกต้อง').waitFor()
    await officer.unlock('กระจก ตะเกียบ มังคุด ลูกคิด ระนาด')
    await page.getByRole('button', { name: 'ล็อกกุญแจ' }).waitFor()
    expect(officer.problems).to.deep.equal([])
  })

  it('When a key file of the script is taken over, then what was sealed to it opens, and another file is refused', async () => {
    const keys = await makeRecipientKeys()
    const added = await world().product.features.recipients.add({
      ...{ name: 'กลุ่มงานจริยธรรม', publicKey: keys.publicKey, addedOn: '2026-11-01' },
    })
    if (!added.ok) throw new Error(added.why)
    const caseId = await world().file(
      [{ id: added.recipient.id, publicKey: keys.publicKey }],
      [],
      'เรื่องก่อนมีคอนโซล',
    )
    const officer = await comesIn('ethics')
    const { page } = officer
    const chooses = async (content: unknown) => {
      await page.setInputFiles('#key-file', {
        ...{ name: 'key.json', mimeType: 'application/json' },
        buffer: Buffer.from(JSON.stringify(content)),
      })
    }
    const fileOf = (pair: typeof keys) => ({
      kind: 'sujarit recipient key',
      version: 1,
      name: 'กลุ่มงาน',
      ...pair,
    })
    async function takesOver(): Promise<void> {
      await page.locator('#file-first').fill(passphrase)
      await page.locator('#file-second').fill(passphrase)
      await page.locator('#file-second ~ button').click()
      await page.locator('[data-recovery-key]').waitFor()
      await page.locator('input[type=checkbox]').check()
      await page.locator('.choice ~ button').click()
    }
    await officer.go('key')
    await page.getByText('มีไฟล์กุญแจจากผู้ดูแลระบบแล้ว').click()
    await chooses({ some: 'thing' })
    await page.getByText('ไฟล์นี้ไม่ใช่ไฟล์กุญแจ').waitFor()
    await chooses(fileOf(await makeRecipientKeys()))
    await takesOver()
    await page.getByText('กุญแจนี้ไม่ได้อยู่ในรายชื่อผู้เปิดอ่าน').waitFor()

    await officer.go('key')
    await page.getByText('มีไฟล์กุญแจจากผู้ดูแลระบบแล้ว').click()
    await chooses(fileOf(keys))
    await officer.looksRight()
    await takesOver()
    await page.getByText('กุญแจใช้งานได้').waitFor()
    await officer.go(`cases/${caseId}`)
    await page.getByText('เรื่องก่อนมีคอนโซล').waitFor()
    const sent = officer.requests.map((request) => request.postData() ?? '').join('\n')
    for (const secret of [keys.privateKey, passphrase]) expect(sent).not.to.include(secret)
  })
})
