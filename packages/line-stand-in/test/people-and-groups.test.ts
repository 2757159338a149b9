import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { webhook } from '@line/bot-sdk'
import { expect } from 'chai'
import { type LinePerson, startLinePlatform } from '../src/line-platform.js'
import { clientOf, type ListeningBot, SECRET, startListeningBot, TOKEN } from './listening-bot.js'

const channel = { name: 'main', secret: SECRET, accessToken: TOKEN, botName: 'สุจริต' }

describe('The LINE stand-in: people and groups', () => {
  let bot: ListeningBot
  let somchai: LinePerson
  let malee: LinePerson
  beforeEach(async () => {
    bot = await startListeningBot()
    somchai = bot.platform.addPerson({ name: 'สมชาย', friend: true })
    malee = bot.platform.addPerson({ name: 'มาลี' })
  })
  afterEach(() => bot.stop())
  const answerWith = async (...messages: Parameters<typeof bot.client.replyMessage>[0]['messages']) => {
    await bot.client.replyMessage({ replyToken: bot.replyToken(), messages })
  }

  it('When a person follows, blocks and comes back, then the bot is told as LINE tells it', async () => {
    await malee.follow()
    expect(bot.event()).to.deep.include({ type: 'follow', follow: { isUnblocked: false } })
    expect(await bot.client.getProfile(malee.userId)).to.deep.equal({
      displayName: 'มาลี',
      userId: malee.userId,
      language: 'th',
    })
    await malee.block()
    expect(bot.event().type).to.equal('unfollow')
    expect(bot.event()).to.not.have.property('replyToken')
    await malee.follow()
    expect(bot.event()).to.deep.include({ follow: { isUnblocked: true } })
  })

  it('When the bot answers, then the person hears it, and what came before does not count', async () => {
    await somchai.says('หนึ่ง')
    await answerWith({ type: 'text', text: 'คำตอบแรก' })
    await somchai.says('สอง')
    const hearing = somchai.hears(/คำตอบ/)
    await answerWith({ type: 'text', text: 'คำตอบที่สอง' })
    expect((await hearing).text).to.equal('คำตอบที่สอง')
    const silence = await somchai.hears('คำตอบแรก', 1).catch((error: Error) => error)
    expect(silence).to.have.property('name', 'NothingHeardError')
    expect(silence).to.have.property('message').that.includes('คำตอบที่สอง')
  })

  it('When a Flex message is read, then its texts, altText and buttons can be asked for', async () => {
    await somchai.says('สถิติ')
    const body = { type: 'box' as const, layout: 'vertical' as const }
    const button = {
      type: 'button' as const,
      action: { type: 'uri' as const, label: 'ดูทั้งหมด', uri: 'https://a.example' },
    }
    const contents = {
      type: 'bubble' as const,
      body: { ...body, contents: [{ type: 'text' as const, text: '12 เรื่อง' }, button] },
    }
    await answerWith({ type: 'flex', altText: 'สถิติปี 2569', contents })
    const seen = await somchai.hears(/สถิติปี 2569\n12 เรื่อง/)
    expect(seen.buttons).to.deep.equal(['ดูทั้งหมด'])
    expect(await somchai.presses('ดูทั้งหมด')).to.deep.equal({ kind: 'uri', uri: 'https://a.example' })
  })

  it('When quick replies are pressed or a newer message comes, then they are gone', async () => {
    const quickReply = {
      items: [
        {
          type: 'action' as const,
          action: { type: 'postback' as const, label: 'รับทราบ', data: 'ack', displayText: 'รับทราบครับ' },
        },
        { type: 'action' as const, action: { type: 'message' as const, label: 'ช่วยเหลือ', text: 'ช่วยเหลือ' } },
        {
          type: 'action' as const,
          action: { type: 'datetimepicker' as const, label: 'เลือกวัน', data: 'day', mode: 'date' as const },
        },
      ],
    }
    await somchai.says('เริ่ม')
    await answerWith({ type: 'text', text: 'เลือก', quickReply })
    expect(somchai.lastMessages().at(-1)?.quickReplies).to.deep.equal(['รับทราบ', 'ช่วยเหลือ', 'เลือกวัน'])
    await somchai.presses('รับทราบ')
    expect(bot.event()).to.deep.include({ type: 'postback', postback: { data: 'ack' } })
    expect(somchai.chat().messages.at(-1)?.text).to.equal('รับทราบครับ')
    expect(() => somchai.presses('ช่วยเหลือ')).to.throw('There is nothing to press')
    await answerWith({ type: 'text', text: 'เลือกอีก', quickReply })
    await somchai.presses('เลือกวัน', { pick: '2026-11-20' })
    expect(bot.event()).to.deep.include({ postback: { data: 'day', params: { date: '2026-11-20' } } })
  })

  it('When people talk in a group, then the bot hears everything, with mentions where they are', async () => {
    const group = bot.platform.addGroup({ name: 'กองคลัง', members: [somchai, malee] })
    await malee.in(group).says('ประชุมกี่โมง')
    expect(bot.event().source).to.deep.equal({ type: 'group', groupId: group.groupId, userId: malee.userId })
    await somchai.in(group).says('สถิติ', { mention: ['bot', malee] })
    const { message } = bot.event() as webhook.MessageEvent
    expect(message).to.include({ text: '@สุจริต @มาลี สถิติ' })
    expect((message as webhook.TextMessageContent).mention?.mentionees).to.deep.equal([
      { index: 0, length: 7, type: 'user', userId: bot.platform.botUserId(), isSelf: true },
      { index: 8, length: 5, type: 'user', userId: malee.userId, isSelf: false },
    ])
    await answerWith({ type: 'text', text: 'ได้ครับ' })
    await malee.in(group).hears('ได้ครับ')
    expect(malee.texts()).to.deep.equal([])
  })

  it('When a group changes, then the bot is told, and members can be asked for one by one', async () => {
    const group = bot.platform.addGroup({ name: 'กองคลัง', members: [somchai], withoutBot: true })
    await group.invitesBot()
    expect(bot.event()).to.deep.include({ type: 'join', source: { type: 'group', groupId: group.groupId } })
    await group.adds(malee)
    expect(bot.event()).to.deep.include({ joined: { members: [{ type: 'user', userId: malee.userId }] } })
    expect(await bot.client.getGroupMemberCount(group.groupId)).to.deep.equal({ count: 2 })
    expect(await bot.client.getGroupSummary(group.groupId)).to.include({ groupName: 'กองคลัง' })
    expect(await bot.client.getGroupMemberProfile(group.groupId, malee.userId)).to.include({
      displayName: 'มาลี',
    })
    const ids = await bot.client.getGroupMembersIds(group.groupId).catch((error) => error.status)
    const followers = await bot.client.getFollowers().catch((error) => error.status)
    expect([ids, followers]).to.deep.equal([403, 403])
    await group.removes(malee)
    const gone = await bot.client
      .getGroupMemberProfile(group.groupId, malee.userId)
      .catch((error) => error.status)
    expect(gone).to.equal(404)
    await bot.client.leaveGroup(group.groupId)
    const before = bot.received.length
    await somchai.in(group).says('ยังอยู่ไหม')
    expect(bot.received).to.have.length(before)
  })

  it('When a text is edited in a group and unsent, then the events carry its id', async () => {
    const group = bot.platform.addGroup({ name: 'กองคลัง', members: [somchai] })
    const { messageId } = await somchai.in(group).says('/สถติ')
    await somchai.in(group).edits(messageId, '/สถิติ')
    expect(bot.event()).to.have.nested.property('message.id', messageId)
    expect(bot.event()).to.not.have.nested.property('message.markAsReadToken')
    await somchai.in(group).unsends(messageId)
    expect(bot.event()).to.deep.include({ type: 'unsend', unsend: { messageId } })
  })

  it('When a person gave no consent, then events carry no user id', async () => {
    const hidden = bot.platform.addPerson({ name: 'ลับ', verifiedConsent: false })
    const group = bot.platform.addGroup({ name: 'กองคลัง', members: [hidden] })
    await hidden.in(group).says('สวัสดี')
    expect(bot.event().source).to.deep.equal({ type: 'group', groupId: group.groupId })
  })

  it('When pictures are sent, then the bot downloads the very bytes', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 1, 2, 3])
    const { messageId } = await somchai.sendsPicture(bytes)
    const chunks: Buffer[] = []
    for await (const chunk of await bot.client.getMessageContent(messageId)) chunks.push(chunk)
    expect(Buffer.concat(chunks)).to.deep.equal(bytes)
    await somchai.sendsFile(bytes, 'หลักฐาน.pdf')
    expect(bot.event()).to.deep.nested.include({ 'message.fileName': 'หลักฐาน.pdf', 'message.fileSize': 5 })
    await bot.client.showLoadingAnimation({ chatId: somchai.userId, loadingSeconds: 5 })
  })

  it('When two accounts belong to two providers, then neither knows the ids of the other', async () => {
    const platform = await startLinePlatform({
      channels: [channel, { ...channel, name: 'tips', accessToken: 'tips-token', provider: 'other' }],
    })
    const person = platform.addPerson({ name: 'สมชาย', friend: true })
    expect(person.userIdFor('tips')).to.not.equal(person.userIdFor('main'))
    const tips = clientOf(platform, 'tips-token')
    expect(await tips.getProfile(person.userIdFor('tips'))).to.include({ displayName: 'สมชาย' })
    expect(await tips.getProfile(person.userId).catch((error) => error.status)).to.equal(404)
    await tips.pushMessage({ to: person.userIdFor('tips'), messages: [{ type: 'text', text: 'ลับ' }] })
    expect([person.texts(), person.with('tips').texts()]).to.deep.equal([[], ['ลับ']])
    await platform.stop()
  })

  it('When the platform restarts, then people, groups, chats and pictures are as they were', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'line-'))
    const options = { channels: [channel], stateFile: path.join(folder, 'line.json') }
    const first = await startLinePlatform(options)
    const person = first.addPerson({ name: 'วิภา', friend: true })
    const group = first.addGroup({ name: 'กองคลัง', members: [person] })
    const { messageId } = await person.sendsPicture(Buffer.from('รูป'), 'image/png')
    await first.stop()
    const second = await startLinePlatform(options)
    const again = second.person(person.userId)
    expect(again?.name).to.equal('วิภา')
    expect(again?.isFriendOf('main')).to.equal(true)
    expect(again?.chat().messages.map(({ id }) => id)).to.deep.equal([messageId])
    expect(second.group(group.groupId)?.memberIds).to.deep.equal([person.userId])
    const content = await clientOf(second, TOKEN).getMessageContentWithHttpInfo(messageId)
    expect(await new Response(content.body as unknown as ReadableStream).text()).to.equal('รูป')
    const { messageId: next } = (await again?.says('ต่อ')) ?? { messageId: '0' }
    expect(BigInt(next) > BigInt(messageId)).to.equal(true)
    await second.stop()
    fs.writeFileSync(options.stateFile, '{"version":')
    const broken = await startLinePlatform(options).catch((error: Error) => error.name)
    expect([broken, fs.readFileSync(options.stateFile, 'utf8')]).to.deep.equal([
      'StateFileError',
      '{"version":',
    ])
    fs.rmSync(folder, { recursive: true })
  })

  it('When nobody has looked at a chat before a restart, then what was sent to many is in it all the same', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'line-'))
    const tips = { ...channel, name: 'tips', accessToken: 'tips-token' }
    const options = { channels: [channel, tips], stateFile: path.join(folder, 'line.json') }
    const first = await startLinePlatform(options)
    const { userId } = first.addPerson({ name: 'นภา', friend: true })
    const messages = [{ type: 'text' as const, text: 'ถึงทุกคน' }]
    await clientOf(first, tips.accessToken).multicast({ to: [userId], messages })
    await first.stop()
    const second = await startLinePlatform(options)
    const again = second.person(userId)
    expect([again?.texts(), again?.with('tips').texts()]).to.deep.equal([[], ['ถึงทุกคน']])
    await second.stop()
    fs.rmSync(folder, { recursive: true })
  })

  it('When the process is killed, then no user id is lost: it was written before addPerson returned', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'line-'))
    const stateFile = path.join(folder, 'line.json')
    const platform = await startLinePlatform({ channels: [channel], stateFile })
    const { userId } = platform.addPerson({ name: 'วิภา' })
    const written = fs.readFileSync(stateFile, 'utf8')
    await platform.stop()
    fs.rmSync(folder, { recursive: true })
    expect(written).to.include(userId)
  })
})
