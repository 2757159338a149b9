import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { HTTPFetchError, type messagingApi } from '@line/bot-sdk'
import { expect } from 'chai'
import sharp from 'sharp'
import { type LinePerson, startLinePlatform } from '../src/line-platform.js'
import { call, clientOf, type ListeningBot, SECRET, startListeningBot, TOKEN } from './listening-bot.js'

const menu = {
  size: { width: 2500, height: 843 },
  selected: false,
  name: 'a menu',
  chatBarText: 'เมนู',
  areas: [
    {
      bounds: { x: 0, y: 0, width: 1250, height: 843 },
      action: { type: 'message', label: 'ช่วยเหลือ', text: 'ช่วยเหลือ' },
    },
    {
      bounds: { x: 1250, y: 0, width: 1250, height: 843 },
      action: { type: 'richmenuswitch', label: 'อีกเมนู', richMenuAliasId: 'other', data: 'switched' },
    },
  ],
} satisfies messagingApi.RichMenuRequest

const picture = (width: number, height: number, of: 'png' | 'webp' = 'png') =>
  sharp({ create: { width, height, channels: 3, background: '#1F3864' } })
    [of]()
    .toBuffer()

async function refusal(act: Promise<unknown>): Promise<{ status: number; body: string }> {
  const error = await act.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof HTTPFetchError)) throw new Error('LINE took it')
  return { status: error.status, body: error.body }
}

describe('The LINE stand-in: rich menus', () => {
  let bot: ListeningBot
  let malee: LinePerson
  beforeEach(async () => {
    bot = await startListeningBot()
    malee = bot.platform.addPerson({ name: 'มาลี', friend: true })
  })
  afterEach(() => bot.stop())
  async function made(name = 'a menu', width = 2500, height = 843): Promise<string> {
    const { richMenuId } = await bot.client.createRichMenu({ ...menu, name })
    const bytes = await picture(width, height)
    await bot.client.setRichMenuImage(richMenuId, new Blob([new Uint8Array(bytes)], { type: 'image/png' }))
    return richMenuId
  }

  it('When a menu is linked, then it goes before the default, and unlinked the default is there again', async () => {
    const [everybody, own] = [await made('default'), await made('own')]
    expect(malee.richMenu()).to.equal(undefined)
    await bot.client.setDefaultRichMenu(everybody)
    expect(malee.richMenu()).to.deep.include({ richMenuId: everybody, chatBarText: 'เมนู' })
    await bot.client.linkRichMenuIdToUsers({ richMenuId: own, userIds: [malee.userId] })
    expect(malee.richMenu()?.richMenuId).to.equal(own)
    expect(await bot.client.getRichMenuIdOfUser(malee.userId)).to.deep.equal({ richMenuId: own })
    await bot.client.unlinkRichMenuIdFromUsers({ userIds: [malee.userId] })
    expect(malee.richMenu()?.richMenuId).to.equal(everybody)
    const group = bot.platform.addGroup({ name: 'กลุ่ม', members: [malee] })
    expect(malee.in(group).richMenu()).to.equal(undefined)
  })

  it('When an area is tapped, then its action is done; a switch changes the menu and tells the bot', async () => {
    await bot.client.setDefaultRichMenu(await made())
    const other = await made('other')
    await malee.tapsRichMenu('ช่วยเหลือ')
    expect(bot.event()).to.have.nested.property('message.text', 'ช่วยเหลือ')
    await malee.tapsRichMenu('อีกเมนู')
    expect(bot.event()).to.have.nested.property('postback.params.status', 'RICHMENU_ALIAS_ID_NOTFOUND')
    await bot.client.createRichMenuAlias({ richMenuAliasId: 'other', richMenuId: other })
    await malee.tapsRichMenu('อีกเมนู')
    expect(bot.event()).to.have.nested.property('postback.params.status', 'SUCCESS')
    expect(malee.richMenu()?.richMenuId).to.equal(other)
    expect(await malee.tapsRichMenu('ไม่มี').catch(({ message }: Error) => message)).to.include('ช่วยเหลือ')
  })

  it('When a menu breaks a rule, then every wrong property is named', async () => {
    const wrong = {
      ...menu,
      size: { width: 2501, height: 1900 },
      chatBarText: 'ยาวเกินสิบสี่ตัวอักษร',
      areas: Array.from({ length: 21 }, () => menu.areas[0]),
    }
    const { status, body } = await call(`${bot.platform.apiBaseUrl}/v2/bot/richmenu`, { json: wrong })
    expect(status).to.equal(400)
    const details = JSON.stringify(body)
    for (const property of ['size.width', '"size"', 'chatBarText', '"areas"'])
      expect(details).to.include(property)
    const camera = { ...menu, areas: [{ ...menu.areas[0], action: { type: 'camera', label: 'กล้อง' } }] }
    const checked = await call(`${bot.platform.apiBaseUrl}/v2/bot/richmenu/validate`, { json: camera })
    expect(JSON.stringify(checked.body)).to.include('areas[0].action.type')
    expect(
      (await call(`${bot.platform.apiBaseUrl}/v2/bot/richmenu/validate`, { json: menu })).status,
    ).to.equal(200)
  })

  it('When a picture is of a wrong kind or size, or is a second one, then it is refused', async () => {
    const { richMenuId } = await bot.client.createRichMenu(menu)
    const send = async (bytes: Buffer, type: string, host = bot.platform.dataApiBaseUrl) => {
      const url = `${host}/v2/bot/richmenu/${richMenuId}/content`
      const answer = await call(url, {
        method: 'POST',
        headers: { 'content-type': type },
        body: new Uint8Array(bytes),
      })
      return `${answer.status} ${answer.body.message ?? ''}`
    }
    const good = await picture(2500, 843)
    expect(await send(await picture(2500, 843, 'webp'), 'image/webp')).to.match(/^415/)
    expect(await send(await picture(700, 300), 'image/png')).to.equal(
      '400 The image size is not allowed for richmenu',
    )
    expect(await send(await picture(1000, 900), 'image/png')).to.match(/^400/)
    expect(await send(Buffer.alloc(1024 * 1024 + 1, 1), 'image/png')).to.match(/^413/)
    expect(await send(good, 'image/png', bot.platform.apiBaseUrl)).to.match(/^404/)
    const early = await refusal(bot.client.setDefaultRichMenu(richMenuId))
    expect(early.body).to.include('must upload richmenu image')
    expect(
      (await refusal(bot.client.createRichMenuAlias({ richMenuAliasId: 'a', richMenuId }))).body,
    ).to.include('richmenu not found')
    expect(await send(good, 'image/png')).to.match(/^200/)
    expect(await send(good, 'image/png')).to.equal('400 An image has already been uploaded to the richmenu')
  })

  it('When aliases are made, moved and removed, then they answer as LINE does', async () => {
    const [first, second] = [await made('1'), await made('2')]
    await bot.client.createRichMenuAlias({ richMenuAliasId: 'staff', richMenuId: first })
    const conflict = await refusal(
      bot.client.createRichMenuAlias({ richMenuAliasId: 'staff', richMenuId: second }),
    )
    expect(conflict.body).to.include('conflict richmenu alias id')
    await bot.client.updateRichMenuAlias('staff', { richMenuId: second })
    expect(await bot.client.getRichMenuAliasList()).to.deep.equal({
      aliases: [{ richMenuAliasId: 'staff', richMenuId: second }],
    })
    await bot.client.deleteRichMenuAlias('staff')
    expect((await refusal(bot.client.getRichMenuAlias('staff'))).status).to.equal(404)
    expect((await refusal(bot.client.getDefaultRichMenuId())).body).to.include('no default richmenu')
    expect((await refusal(bot.client.getRichMenuIdOfUser(malee.userId))).body).to.include(
      'the user has no richmenu',
    )
  })

  it('When one user id of many is malformed, then nobody is linked; who is no friend is passed over', async () => {
    const richMenuId = await made()
    const stranger = bot.platform.addPerson({ name: 'คนแปลกหน้า' })
    const mixed = bot.client.linkRichMenuIdToUsers({ richMenuId, userIds: [malee.userId, 'Uwrong'] })
    expect((await refusal(mixed)).status).to.equal(400)
    expect(malee.richMenu()).to.equal(undefined)
    const tooMany = Array.from({ length: 501 }, () => malee.userId)
    expect(
      (await refusal(bot.client.linkRichMenuIdToUsers({ richMenuId, userIds: tooMany }))).status,
    ).to.equal(400)
    await bot.client.linkRichMenuIdToUsers({ richMenuId, userIds: [malee.userId, stranger.userId] })
    expect(malee.richMenu()?.richMenuId).to.equal(richMenuId)
    expect(stranger.richMenu()).to.equal(undefined)
    await bot.client.deleteRichMenu(richMenuId)
    expect(malee.richMenu()).to.equal(undefined)
  })

  it('When more than 100 menus are made in an hour, then the rest must wait', async () => {
    const statuses = new Set<number>()
    for (let index = 0; index < 101; index += 1) {
      statuses.add((await call(`${bot.platform.apiBaseUrl}/v2/bot/richmenu`, { json: menu })).status)
    }
    expect([...statuses]).to.deep.equal([200, 429])
  })

  it('When the platform starts again, then menus, pictures, aliases and links are as they were', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'line-menus-'))
    const channel = { name: 'main', secret: SECRET, accessToken: TOKEN, botName: 'สุจริต' }
    const options = { channels: [channel], stateFile: path.join(folder, 'line.json') }
    const before = await startLinePlatform(options)
    const person = before.addPerson({ name: 'มาลี', friend: true })
    const client = clientOf(before, TOKEN)
    const { richMenuId } = await client.createRichMenu(menu)
    const bytes = await picture(2500, 843)
    await client.setRichMenuImage(richMenuId, new Blob([new Uint8Array(bytes)], { type: 'image/png' }))
    await client.createRichMenuAlias({ richMenuAliasId: 'staff', richMenuId })
    await client.linkRichMenuIdToUsers({ richMenuId, userIds: [person.userId] })
    await before.stop()

    const after = await startLinePlatform(options)
    expect(after.person(person.userId)?.richMenu()?.richMenuId).to.equal(richMenuId)
    expect((await clientOf(after, TOKEN).getRichMenuAlias('staff')).richMenuId).to.equal(richMenuId)
    const kept = await fetch(`${after.dataApiBaseUrl}/v2/bot/richmenu/${richMenuId}/content`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).to.equal(true)
    await after.stop()
    fs.rmSync(folder, { recursive: true })
  })
})
