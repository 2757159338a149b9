// What the conversation itself promises, through the door and with the real features.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createProduct } from '../../src/app/app.js'
import { UnknownChannelFeature } from '../../src/app/channel-features.js'
import { readConfig } from '../../src/config/config.js'
import { createLog } from '../../src/operation/log.js'
import { type Agency, startAgency } from '../harness/agency.js'
import { addReader } from '../harness/reader-added.js'

describe('Story: talking with the account', () => {
  let agency: Agency
  before(async () => {
    agency = await startAgency()
    await addReader(agency, 'ผู้อำนวยการ')
  })
  after(() => agency?.stop())

  const dialogs = () => agency.connection.collection('dialogs').find().toArray()
  const commandsIn = (help: string | undefined) =>
    (help ?? '').split('\n').flatMap((line) => /^• (\S+):/.exec(line)?.[1] ?? [])

  it('When a citizen, an officer and a group ask for help, then each sees only what they may run there', async () => {
    const citizen = await agency.citizen('ประชาชน')
    const ethics = await agency.officer('ethics')
    await citizen.says('ช่วยเหลือ')
    await ethics.says('ช่วยเหลือ')
    const forCitizen = commandsIn((await citizen.hears(/พิมพ์คำเหล่านี้ได้/)).text)
    const forEthics = commandsIn((await ethics.hears(/พิมพ์คำเหล่านี้ได้/)).text)
    expect(forCitizen).to.include('แจ้งเบาะแส').and.not.include('เผยแพร่')
    expect(forEthics).to.include('เผยแพร่')
    const group = await agency.group([citizen], ethics, 'กองกลาง')
    await citizen.in(group).says('/ช่วยเหลือ')
    const inGroup = commandsIn((await citizen.in(group).hears(/พิมพ์คำเหล่านี้ได้/)).text)
    expect(inGroup).to.not.be.empty.and.not.include('/แจ้งเบาะแส')
    for (const word of inGroup) expect(word).to.match(/^\//)
  })

  it('When a citizen tries what is for officers, then it is refused and written into a whole audit chain', async () => {
    const citizen = await agency.citizen('ประชาชน')
    await citizen.says('เผยแพร่')
    await citizen.hears(/เฉพาะผู้ที่ได้รับมอบหมาย/)
    await agency.settle()
    const rows = await agency.product.deps.audit.rows()
    expect(rows.at(-1)).to.include({ outcome: 'refused' })
    expect(JSON.stringify(rows)).to.not.include(citizen.userId)
    expect(await agency.product.deps.audit.firstBroken()).to.equal(undefined)
  })

  it('When the language is changed, then answers come in it, and back again', async () => {
    const visitor = await agency.citizen('Visitor')
    await visitor.says('ภาษา en')
    await agency.settle()
    await visitor.says('help')
    expect((await visitor.hears(/•/)).text).to.not.match(/แจ้งเบาะแส:|พิมพ์คำเหล่านี้ได้/)
    await visitor.says('ไม่รู้จัก')
    await visitor.hears(/not understood.*\n\nภาษาไทย พิมพ์/)
    await visitor.says('ภาษาไทย')
    await agency.settle()
    await visitor.hears(/ตอบท่านเป็นภาษาไทย/)
    await visitor.says('Hello?')
    await visitor.hears(/ยังไม่เข้าใจ.*\n\nFor English, type: English/)
    await visitor.says('English')
    await agency.settle()
    await visitor.hears(/answered in English/)
    await visitor.says('language th')
    await agency.settle()
    await visitor.says('help')
    await visitor.hears(/พิมพ์คำเหล่านี้ได้/)
  })

  it('When somebody goes silent in a dialog, then the job empties it, and the next word is met with a kind sentence', async () => {
    const citizen = await agency.citizen('ประชาชน')
    await citizen.says('แจ้งเบาะแส')
    await citizen.hears(/ใครเห็นอะไรบ้าง/)
    await citizen.presses('ยอมรับและเริ่ม')
    await citizen.hears(/เรื่องนี้เป็นเรื่องใด/)
    await agency.settle()
    const [open] = await dialogs()
    expect(open).to.have.any.keys('sealed')
    expect(await agency.product.runJob('expired-drafts')).to.equal(0)
    agency.passTime(36 * 60_000)
    expect(await agency.product.runJob('expired-drafts')).to.be.above(0)
    const [emptied] = await dialogs()
    expect(Object.keys(emptied ?? {}).sort()).to.deep.equal(['_id', 'forgetAt'])
    await citizen.says('ช่วยเหลือ')
    await citizen.hears(/หมดเวลาแล้ว/)
    await citizen.hears(/พิมพ์คำเหล่านี้ได้/)
    await agency.settle()
    expect(await dialogs()).to.deep.equal([])
  })

  it('When a sticker comes in the middle of a tip, then the question is still there to be answered', async () => {
    const citizen = await agency.citizen('ประชาชน')
    await citizen.says('แจ้งเบาะแส')
    await citizen.hears(/ใครเห็นอะไรบ้าง/)
    await citizen.sendsSticker()
    await citizen.hears(/เลือกจากปุ่ม/)
    await citizen.presses('ยอมรับและเริ่ม')
    await citizen.hears(/เรื่องนี้เป็นเรื่องใด/)
    await citizen.presses('ยกเลิก')
    await citizen.hears(/ยกเลิกแล้ว|ถูกลบแล้ว/)
  })

  it('When LINE_CHANNELS_FILE switches on a feature that does not exist, then the product refuses to start and names it', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sujarit-channels-'))
    const file = join(dir, 'channels.json')
    const channel = { name: 'staff', secret: 's', accessToken: 't', features: ['people', 'horoscope'] }
    await writeFile(file, JSON.stringify([channel]))
    const { channels, secretKey, agencyName } = readConfig({ LINE_CHANNELS_FILE: file, DATA_DIR: dir })
    const start = () =>
      createProduct({
        connection: agency.connection,
        channels,
        secretKey,
        agencyName,
        publicUrl: agency.url,
        clock: agency.now,
        log: createLog('silent'),
      })
    expect(start).to.throw(UnknownChannelFeature, /LINE_CHANNELS_FILE.*staff.*horoscope/)
    await rm(dir, { recursive: true, force: true })
  })
})
