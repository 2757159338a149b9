import { expect } from 'chai'
import type { ContentSpec } from '../../../src/features/library/content/content-schema.js'
import { withDatabase } from '../../harness/test-database.js'
import { type AgencyWorld, noGift, openAgency } from '../acknowledgements/agency-world.js'

const poster: ContentSpec = {
  kind: 'infographic',
  key: 'complaint-channels',
  th: {
    title: 'ช่องทางร้องเรียนการทุจริต',
    points: [{ text: 'เว็บไซต์ของหน่วยงาน' }, { text: 'โทรศัพท์สายด่วน 1206' }, { text: 'จดหมายหรือมาด้วยตนเอง' }],
  },
}
const code: ContentSpec = {
  kind: 'ethicsCode',
  key: 'ethics-standards',
  th: { title: 'มาตรฐานทางจริยธรรม', summary: 'มาตรฐาน 7 ประการ', points: ['ยึดมั่นในสถาบันหลักของประเทศ'] },
}

describe('The library of content', () => {
  const database = withDatabase()
  let agency: AgencyWorld
  beforeEach(async () => {
    agency = await openAgency(database())
  })
  const published = async () =>
    (await agency.campaigns.rules.publishedContent(agency.today())).map(({ id }) => id)

  it('When the same content is added twice, however its keys are ordered, then there is one version', async () => {
    const reordered: ContentSpec = {
      th: { ...code.th, summary: code.th.summary },
      key: code.key,
      kind: code.kind,
    }
    expect(await agency.campaigns.addContent(code)).to.deep.equal({ ok: true, version: 1, added: true })
    expect(await agency.campaigns.addContent(reordered)).to.deep.equal({ ok: true, version: 1, added: false })
    expect(await published()).to.deep.equal(['content/ethics-standards/1'])
  })

  it('When content changes, then a new version is published and the old one stays', async () => {
    await agency.campaigns.addContent(code)
    await agency.campaigns.addContent({ ...code, th: { ...code.th, summary: 'มาตรฐานทั้ง 7 ประการ' } })
    expect(await published()).to.deep.equal(['content/ethics-standards/2'])
    expect(await database().collection('content').countDocuments()).to.equal(2)
  })

  it('When a policy is open, then it can be published beside the library', async () => {
    await agency.campaigns.addContent(code)
    await agency.acknowledgements.rules.addPolicy(noGift)
    expect(await published()).to.deep.equal(['policy/no-gift/1', 'content/ethics-standards/1'])
  })

  it('When an infographic is added, then it is drawn once, as a PNG with a JPEG preview', async () => {
    await agency.campaigns.addContent(poster)
    await agency.campaigns.addContent(poster)
    const files = await database().collection('media').find({}).toArray()
    expect(files.map(({ mime }) => mime).toSorted()).to.deep.equal(['image/jpeg', 'image/png'])
    expect(await database().collection('contentPictures').countDocuments()).to.equal(1)
  })

  it('When content cannot be used or drawn, then the fields are named and nothing is kept', async () => {
    const tooFew = { ...poster, th: { ...poster.th, points: poster.th.points.slice(0, 2) } }
    expect(await agency.campaigns.addContent(tooFew)).to.deep.equal({
      ok: false,
      why: 'badContent',
      fields: ['th.points'],
    })
    const foreign = { ...poster, th: { ...poster.th, title: '贈り物' } }
    expect(await agency.campaigns.addContent(foreign)).to.deep.equal({
      ok: false,
      why: 'cannotDraw',
      fields: ['th.title'],
    })
    expect(await published()).to.deep.equal([])
  })
})
