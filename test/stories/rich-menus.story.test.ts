// The menu under the chat, through the door: published to LINE, given by role and language, and changed at once.
import { expect } from 'chai'
import sharp from 'sharp'
import {
  createRichMenus,
  type DrawMenu,
  drawMenusFor,
  type RichMenus,
  readMenuFiles,
} from '../../src/features/menus/rich-menus.js'
import { createLog } from '../../src/operation/log.js'
import { projectRoot } from '../../src/operation/project-root.js'
import { type Agency, startAgency } from '../harness/agency.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

const files = readMenuFiles(projectRoot).menus
/** A plain picture of the right size; a colour stands for the agency's. */
const plain = (background: string): DrawMenu => {
  const drawn = new Map<number, ReturnType<DrawMenu>>()
  const draw = async (width: number, height: number) => ({
    bytes: await sharp({ create: { width, height, channels: 3, background } })
      .jpeg()
      .toBuffer(),
    mime: 'image/jpeg' as const,
  })
  return ({ size: { width, height } }) => {
    const known = drawn.get(height) ?? draw(width, height)
    drawn.set(height, known)
    return known
  }
}
const navy = plain('#1F3864')

function menusOf(
  { product, platform }: RunningProduct,
  features: Record<string, readonly string[]> = {},
): RichMenus {
  const names = Object.keys(features).length > 0 ? Object.keys(features) : ['main']
  return createRichMenus({
    channels: names.map((name) => ({
      name,
      accessToken: `token-of-${name}`,
      ...(features[name] && { features: features[name] }),
    })),
    menus: product.features.menus.rules,
    keyring: product.deps.keyring,
    log: createLog('silent'),
    lineApiBaseUrl: platform.apiBaseUrl,
    lineDataApiBaseUrl: platform.dataApiBaseUrl,
  })
}

async function published(richMenus: RichMenus, draw = navy) {
  const plan = await richMenus.plan('main', await drawMenusFor(undefined, files, draw))
  return { plan, done: await richMenus.publish(plan) }
}

const shown = (person: { richMenu(): { name: string } | undefined }) =>
  person.richMenu()?.name.split('/').slice(1, 3).join(' ')

describe('Rich menus', () => {
  let agency: Agency
  let richMenus: RichMenus
  const list = async () => {
    const answer = await fetch(`${agency.platform.apiBaseUrl}/v2/bot/richmenu/list`, {
      headers: { authorization: 'Bearer token-of-main' },
    })
    return ((await answer.json()) as { richmenus: { name: string; richMenuId: string }[] }).richmenus
  }
  const menusSettle = async () => {
    await agency.settle()
    await agency.product.runJob('rich-menu-links')
  }
  beforeEach(async () => {
    agency = await startAgency()
    richMenus = menusOf(agency)
  })
  afterEach(() => agency.stop())

  it('When menus are published, then everybody has theirs by role and language, and a second run does nothing', async () => {
    const [citizen, clerk, officer] = [
      await agency.citizen('ประชาชน'),
      await agency.staff(0),
      await agency.officer('ethics'),
    ]
    await clerk.says('ภาษา en')
    await menusSettle()
    const first = await published(richMenus)
    expect(first.plan.create.map(({ alias }) => alias)).to.have.members(
      ['citizen', 'staff', 'officer'].flatMap((menu) => [`sujarit-${menu}-th`, `sujarit-${menu}-en`]),
    )
    expect(first.plan.toLink).to.equal(2)
    expect(first.done).to.deep.equal({ linked: 2, complete: true })
    expect([citizen, clerk, officer].map(shown)).to.deep.equal(['citizen th', 'staff en', 'officer th'])

    const { plan } = await published(richMenus)
    const { create, upload, createAliases, moveAliases, removeAliases, remove, toLink } = plan
    expect([create, upload, createAliases, moveAliases, removeAliases, remove].flat()).to.deep.equal([])
    expect(plan.makeDefault).to.equal(undefined)
    expect(toLink).to.equal(0)
  })

  it('When a plan is made, then LINE is only asked', async () => {
    await agency.officer('admin')
    const plan = await richMenus.plan('main', await drawMenusFor(undefined, files, navy))
    expect(plan.create).to.have.length(6)
    expect(plan.makeDefault?.alias).to.equal('sujarit-citizen-th')
    expect(plan.toLink).to.equal(1)
    expect(await list()).to.deep.equal([])
  })

  it('When somebody registers, gets a role, changes language or is let go, then the menu follows', async () => {
    await published(richMenus)
    const clerk = await agency.staff(3)
    await menusSettle()
    expect(shown(clerk)).to.equal('staff th')
    await clerk.says('language en')
    await menusSettle()
    expect(shown(clerk)).to.equal('staff en')
    const { code } = await agency.product.features.people.rules.inviteToRole('executive')
    await clerk.says(`register ${code}`)
    await menusSettle()
    expect(shown(clerk)).to.equal('officer en')
    await agency.product.features.people.rules.importRoster(
      [{ employeeCode: 'E9999', name: 'คนใหม่', unit: 'กองกลาง', position: '' }],
      { deactivateMissing: true },
    )
    await menusSettle()
    expect(shown(clerk)).to.equal('citizen en')
  })

  it('When a citizen chooses English, then the menu is English and no address of theirs is kept', async () => {
    await published(richMenus)
    const citizen = await agency.citizen('John')
    await citizen.says('language en')
    await menusSettle()
    expect(shown(citizen)).to.equal('citizen en')
    const rows = await agency.connection.collection('menu_links').find().toArray()
    expect(rows.filter(({ sealed }) => sealed !== undefined)).to.deep.equal([])
    await citizen.says('ภาษา th')
    await menusSettle()
    expect(shown(citizen)).to.equal('citizen th')
    expect(await agency.connection.collection('menu_links').countDocuments()).to.equal(0)
  })

  it('When LINE is down at the moment of a change, then the next minute does it', async () => {
    await published(richMenus)
    agency.platform.faults.next('error500BeforeAccept', { endpoint: '/v2/bot/richmenu/bulk/link', times: 50 })
    const clerk = await agency.staff(5)
    await menusSettle()
    expect(shown(clerk)).to.equal('citizen th')
    agency.platform.faults.clear()
    await agency.product.runJob('rich-menu-links')
    expect(shown(clerk)).to.equal('staff th')
  })

  it('When the pictures change, then new menus take the place of old ones, and menus that are not ours stay', async () => {
    const officer = await agency.officer('officer')
    await published(richMenus)
    const before = await list()
    const foreign = await fetch(`${agency.platform.apiBaseUrl}/v2/bot/richmenu`, {
      method: 'POST',
      headers: { authorization: 'Bearer token-of-main', 'content-type': 'application/json' },
      body: JSON.stringify({
        size: { width: 2500, height: 843 },
        selected: false,
        name: 'sujarit is not in charge of this one',
        chatBarText: 'x',
        areas: [],
      }),
    })
    expect(foreign.status).to.equal(200)
    const { plan } = await published(richMenus, plain('#7A2E1D'))
    expect(plan.remove.map(({ richMenuId }) => richMenuId)).to.have.members(
      before.map(({ richMenuId }) => richMenuId),
    )
    const after = await list()
    expect(after.map(({ name }) => name)).to.include('sujarit is not in charge of this one')
    expect(after).to.have.length(7)
    expect(shown(officer)).to.equal('officer th')
  })

  it('When LINE refuses to link, then the old menus stay until everybody has moved', async () => {
    const officer = await agency.officer('officer')
    await published(richMenus)
    agency.platform.faults.next('error500BeforeAccept', { endpoint: '/v2/bot/richmenu/bulk/link', times: 1 })
    const { done } = await published(richMenus, plain('#7A2E1D'))
    expect(done.complete).to.equal(false)
    expect(await list()).to.have.length(12)
    expect(officer.richMenu()).to.not.equal(undefined)
    expect((await published(richMenus, plain('#7A2E1D'))).done.complete).to.equal(true)
    expect(await list()).to.have.length(6)
    expect(shown(officer)).to.equal('officer th')
  })

  it('When a run was cut off between a menu and its picture, then the next one finishes it', async () => {
    agency.platform.faults.next('error500BeforeAccept', {
      endpoint: '/v2/bot/richmenu/:richMenuId/content',
      times: 1,
    })
    const failed = await published(richMenus).catch((error: Error) => error)
    expect(failed).to.be.instanceOf(Error).with.property('message').that.includes('500')
    const { plan } = await published(richMenus)
    expect(plan.upload).to.have.length(1)
    expect(plan.create).to.have.length(5)
    expect(await list()).to.have.length(6)
  })

  it('When areas send words, then each is a command of the feature that the area needs', () => {
    const { list } = agency.product.features
    const wordsOf = (commands: (typeof list)[number]['commands'] = []) =>
      commands.flatMap(({ words }) => [...words.th, ...words.en])
    const always = [...wordsOf(list.find(({ name }) => name === 'people')?.commands), 'ช่วยเหลือ', 'help']
    for (const { file, menu } of files) {
      for (const { action, needs } of menu.areas) {
        const words =
          needs === undefined ? always : wordsOf(list.find(({ name }) => name === needs)?.commands)
        // With a slash, so that a tap in the middle of a dialog is a command and never an answer.
        expect(action.type === 'message' ? action.text : '', file).to.match(/^\//)
        expect(words, file).to.include(action.type === 'message' ? action.text.slice(1).split(' ')[0] : '')
      }
    }
  })

  it('When an area is tapped, then the product answers what it would answer to the word', async () => {
    await published(richMenus)
    const officer = await agency.officer('ethics')
    await menusSettle()
    await officer.tapsRichMenu('สถิติเรื่องร้องเรียน')
    await officer.hears(/2569|2570|๒๕/)
  })
})

describe('Rich menus of an account that takes only tips', () => {
  const features = { staff: ['people', 'acknowledgements', 'statistics'], tips: ['people', 'tips'] }
  let running: RunningProduct
  before(async () => {
    running = await startProduct({
      channels: [
        { name: 'staff', provider: 'agency', features: features.staff },
        { name: 'tips', provider: 'tips', features: features.tips },
      ],
    })
  })
  after(() => running?.stop())

  it('When somebody chooses a language there, then everybody still sees one menu and nothing is kept', async () => {
    const richMenus = menusOf(running, features)
    const wanted = await drawMenusFor(features.tips, files, navy)
    expect(wanted.map(({ alias }) => alias)).to.deep.equal(['sujarit-citizen-th'])
    await richMenus.publish(await richMenus.plan('tips', wanted))
    const citizen = running.platform.addPerson({ name: 'ประชาชน', friend: true }).with('tips')
    await citizen.says('ภาษา en')
    await running.settle()
    await running.product.runJob('rich-menu-links')
    expect(shown(citizen)).to.equal('citizen th')
    expect(await running.connection.collection('menu_links').countDocuments()).to.equal(0)
  })

  it('When a channel lacks a feature, then its menu has no button for it', async () => {
    const labels = async (of: readonly string[] | undefined) =>
      (await drawMenusFor(of, files, navy)).flatMap(({ menu }) =>
        menu.areas.map(({ action }) => action.label),
      )
    expect(await labels(undefined)).to.include.members(['แจ้งเบาะแส', 'เผยแพร่'])
    expect(await labels(features.staff)).to.not.include('แจ้งเบาะแส')
    expect(await labels(features.staff)).to.not.include('เผยแพร่')
  })
})
