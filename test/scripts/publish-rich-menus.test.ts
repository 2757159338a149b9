import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { type LinePlatform, startLinePlatform } from 'line-stand-in'
import sharp from 'sharp'
import { createSettings } from '../../src/features/settings/settings-feature.js'
import { createMediaStore } from '../../src/media/media-store.js'
import { createAudit } from '../../src/security/audit/audit.js'
import { createKeyring } from '../../src/security/keyring.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'
import { runScript, withDirectory } from './run-script.js'

describe('npm run publish-rich-menus', () => {
  const directory = withDirectory()
  let platform: LinePlatform
  let database: TestDatabase
  before(async () => {
    database = await openTestDatabase()
    platform = await startLinePlatform({
      channels: [
        { name: 'staff', secret: 's', accessToken: 'token-of-staff', botName: 'สุจริต' },
        { name: 'tips', secret: 's', accessToken: 'token-of-tips', botName: 'เบาะแส', provider: 'tips' },
      ],
    })
    await writeFile(
      join(directory(), 'channels.json'),
      JSON.stringify([
        {
          name: 'staff',
          secret: 's',
          accessToken: 'token-of-staff',
          features: ['people', 'acknowledgements'],
        },
        { name: 'tips', secret: 's', accessToken: 'token-of-tips', features: ['people', 'tips'] },
      ]),
    )
  })
  after(async () => {
    await platform?.stop()
    await database?.close()
  })
  const run = (...args: string[]) =>
    runScript('publish-rich-menus', args, {
      DATA_DIR: join(directory(), 'data'),
      MONGODB_URI: database.uri,
      LINE_CHANNELS_FILE: join(directory(), 'channels.json'),
      LINE_API_BASE_URL: platform.apiBaseUrl,
      LINE_DATA_API_BASE_URL: platform.dataApiBaseUrl,
    })
  async function namesOf(channel: string): Promise<string[]> {
    const answer = await fetch(`${platform.apiBaseUrl}/v2/bot/richmenu/list`, {
      headers: { authorization: `Bearer token-of-${channel}` },
    })
    const { richmenus } = (await answer.json()) as { richmenus: { name: string }[] }
    return richmenus.map(({ name }) => name)
  }
  const menusOf = async (channel: string) =>
    (await namesOf(channel)).map((name) => name.split('/').slice(1, 3).join(' ')).sort()

  it('When it only says what it would do, then it says it and LINE has no menu', async () => {
    const dry = await run('--dry-run')
    expect(dry.stderr).to.equal('')
    expect(dry.stdout).to.include('สิ่งที่จะทำ (ยังไม่ได้ทำ)').and.include('สร้างเมนูและส่งภาพ: sujarit-officer-en')
    expect(await menusOf('staff')).to.deep.equal([])
  })

  it('When it is run, then each channel has its menus, drawn; run again, it has nothing to do', async () => {
    const first = await run('--lang', 'en')
    expect(first.stderr).to.equal('')
    expect(first.stdout)
      .to.include('What was done')
      .and.include('make it the default for everybody: sujarit-citizen-th')
    expect(await menusOf('staff')).to.have.length(6)
    expect(await menusOf('tips')).to.deep.equal(['citizen th'])
    const friend = platform.addPerson({ name: 'เพื่อน', friend: true })
    expect(
      friend
        .with('tips')
        .richMenu()
        ?.areas.map(({ label }) => label),
    ).to.deep.equal(['แจ้งเบาะแส', 'English', 'ช่วยเหลือ'])
    expect(
      friend
        .with('staff')
        .richMenu()
        ?.areas.map(({ label }) => label),
    ).to.deep.equal(['English', 'ช่วยเหลือ'])

    const second = await run('--channel', 'staff')
    expect(second.status).to.equal(0)
    expect(second.stdout).to.include('ไม่มีสิ่งที่ต้องทำ').and.not.include('tips')
  })

  it('When the agency chooses its colour or its logo, then the menus are drawn anew, and once', async () => {
    const { connection } = database
    const clock = () => new Date()
    const settings = createSettings({
      connection,
      audit: createAudit(connection, clock, createKeyring(Buffer.alloc(32, 7))),
    }).rules
    const seal = await sharp({ create: { width: 200, height: 200, channels: 4, background: '#7a1f3d' } })
      .png()
      .toBuffer()
    const { sha256 } = await createMediaStore(connection, clock).keep(seal, 'image/png')
    for (const change of [{ colours: { accent: '#e8c45a' } }, { logo: sha256 }]) {
      const before = await namesOf('staff')
      expect((await settings.change(change, 'system')).ok).to.equal(true)
      const anew = await run('--channel', 'staff')
      expect(anew.stdout).to.include('สร้างเมนูและส่งภาพ: sujarit-officer-th')
      const after = await namesOf('staff')
      expect(after).to.have.length(6)
      expect(after.filter((name) => before.includes(name))).to.deep.equal([])
    }
    const drawn = await namesOf('staff')
    expect((await run('--channel', 'staff')).stdout).to.include('ไม่มีสิ่งที่ต้องทำ')
    expect(await namesOf('staff')).to.deep.equal(drawn)
  })

  it('When the channel or an argument is unknown, then it says so and does nothing', async () => {
    const wrong = await run('--channel', 'other')
    expect(wrong.status).to.equal(1)
    expect(wrong.stderr).to.include('other').and.include('staff, tips')
    expect((await run('--now')).stderr).to.include('วิธีใช้')
  })
})
