import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { expect } from 'chai'
import sharp from 'sharp'
import { projectRoot } from '../../src/operation/project-root.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'
import { runScript, withDirectory } from './run-script.js'

describe('npm run add-content', () => {
  const directory = withDirectory()
  let database: TestDatabase
  let folder = ''
  beforeEach(async () => {
    database = await openTestDatabase()
    folder = await mkdtemp(join(directory(), 'content-'))
    await cp(join(projectRoot, 'docs/content-example'), folder, { recursive: true })
  })
  afterEach(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  const run = (...args: string[]) =>
    runScript('add-content', [...args, '--lang', 'en'], {
      DATA_DIR: directory(),
      MONGODB_URI: database.uri,
      LOG_LEVEL: 'silent',
    })
  const kept = () => database.connection.collection('content').countDocuments()

  it('When the example folder is added, then a dry run keeps nothing and a second run changes nothing', async () => {
    const dry = await run(folder, '--dry-run')
    expect(dry.stdout).to.match(/would add poster/)
    expect(await kept()).to.equal(0)
    const first = await run(folder)
    expect(first.stderr).to.equal('')
    expect(first.stdout).to.match(/added poster, version 1[\s\S]*added two-minute-rule, version 1/)
    const second = await run(folder)
    expect(second.stdout).to.match(/poster is exactly version 1/)
    expect(await kept()).to.equal(2)
  })

  it('When files are broken, then each is named with its reason and nothing at all is kept', async () => {
    await writeFile(join(folder, 'broken.json'), '{ not json')
    await writeFile(join(folder, 'manual.pdf'), '%PDF-1.7')
    await writeFile(join(folder, 'alone.png'), 'no picture')
    await writeFile(
      join(folder, 'few.json'),
      JSON.stringify({ kind: 'infographic', th: { title: 'ก', points: [] } }),
    )
    await writeFile(
      join(folder, 'twice.json'),
      JSON.stringify({ kind: 'quote', key: 'poster', th: { title: 'ก', quote: 'ข' } }),
    )
    await writeFile(join(folder, 'cut.json'), JSON.stringify({ kind: 'picture', th: { title: 'ก' } }))
    await writeFile(join(folder, 'cut.png'), Buffer.from('89504e470d0a1a0a00', 'hex'))
    const points = Array.from({ length: 7 }, () => ({ text: 'ซื่อสัตย์สุจริต โปร่งใส '.repeat(12) }))
    const tooLong = { kind: 'infographic', th: { title: 'ก', points: points.map(({ text }) => ({ text })) } }
    await writeFile(join(folder, 'long.json'), JSON.stringify(tooLong))
    const dot = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#1f3864' } })
      .png()
      .toBuffer()
    await writeFile(join(folder, 'heavy.json'), JSON.stringify({ kind: 'picture', th: { title: 'ก' } }))
    await writeFile(join(folder, 'heavy.png'), Buffer.concat([dot, Buffer.alloc(10_000_001)]))
    const bomb = Buffer.from(dot)
    bomb.writeUInt32BE(30_000, 16)
    bomb.writeUInt32BE(30_000, 20)
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
    await writeFile(join(folder, 'vast.json'), JSON.stringify({ kind: 'picture', th: { title: 'ก' } }))
    await writeFile(join(folder, 'vast.png'), bomb)
    const { status, stderr } = await run(folder)
    expect(status).to.equal(1)
    for (const line of [
      /broken\.json: not JSON/,
      /manual\.pdf: .*PDF/,
      /alone\.png: a picture without/,
      /few\.json: .*th\.points/,
      /twice\.json: .*same key as poster\.json/,
      /cut\.png: not a picture/,
      /long\.json: .*too long.*th\.points/,
      /heavy\.png: .*larger than 10 MB/,
      /vast\.png: .*too many pixels/,
    ])
      expect(stderr).to.match(line)
    expect(await kept()).to.equal(0)
    expect(await database.connection.collection('media').countDocuments()).to.equal(0)
  })

  it('When the folder is not there or is empty, then it says so', async () => {
    expect((await run(join(folder, 'none'))).stderr).to.match(/cannot be opened/)
    await mkdir(join(folder, 'empty'))
    expect((await run(join(folder, 'empty'))).stderr).to.match(/no \.json file/)
  })
})
