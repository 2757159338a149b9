import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { type Environment, readConfig, variables } from '../../src/config/config.js'
import { ConfigRefused } from '../../src/config/config-refused.js'
import { projectRoot } from '../../src/operation/project-root.js'

const key = Buffer.alloc(32, 1).toString('base64')
const production: Environment = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://bot.example.go.th/',
  MONGODB_URI: 'mongodb://db/sujarit',
  SECRET_KEY: key,
  LINE_CHANNEL_SECRET: 'secret-value',
  LINE_CHANNEL_ACCESS_TOKEN: 'token-value',
}

describe('Configuration', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sujarit-config-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  function refused(env: Environment): string {
    try {
      readConfig({ DATA_DIR: folder, ...env })
    } catch (error) {
      if (error instanceof ConfigRefused) {
        expect(error.message).to.contain(error.variable)
        for (const secret of ['secret-value', 'token-value']) expect(error.message).to.not.contain(secret)
        return error.variable
      }
      throw error
    }
    return 'accepted'
  }

  it('When room for files is set, then a day is a fifth of all at most, and one whole report fits', () => {
    const { space } = readConfig({ DATA_DIR: folder, FILES_MB_PER_DAY: '500', FILES_MB_TOTAL: '2500' })
    expect(space).to.deep.equal({ source: 4e8, ofCase: 6e8, day: 5e8, total: 25e8 })
    expect(refused({ FILES_MB_PER_DAY: '501', FILES_MB_TOTAL: '2500' })).to.equal('FILES_MB_PER_DAY')
    for (const little of ['0', '369', '-1', 'much', '1.5'])
      expect(refused({ FILES_MB_PER_ADDRESS: little })).to.equal('FILES_MB_PER_ADDRESS')
  })

  it('When nothing is set, then a newcomer gets stand-ins and a key of their own, kept for the next start', () => {
    const first = readConfig({ DATA_DIR: folder })
    expect(first).to.include({ port: 3000, production: false })
    expect(first.channels).to.deep.equal([])
    expect(first.secretKey).to.have.length(32)
    expect(readConfig({ DATA_DIR: folder }).secretKey.equals(first.secretKey)).to.equal(true)
    expect(statSync(join(folder, 'secret-key')).mode & 0o077).to.equal(0)
  })
  it('When production is fully configured, then it starts, and the address loses its last slash', () => {
    expect(readConfig(production).publicUrl).to.equal('https://bot.example.go.th')
  })
  it('When something is wrong, then the variable is named', () => {
    expect(refused({ PORT: 'abc' })).to.equal('PORT')
    expect(refused({ PORT: '70000' })).to.equal('PORT')
    expect(refused({ PUBLIC_URL: 'bot.example' })).to.equal('PUBLIC_URL')
    expect(refused({ MONGODB_URI: 'postgres://x' })).to.equal('MONGODB_URI')
    expect(refused({ LINE_CHANNEL_SECRET: 'secret-value' })).to.equal('LINE_CHANNEL_ACCESS_TOKEN')
    expect(refused({ LINE_CHANNEL_ACCESS_TOKEN: 'token-value' })).to.equal('LINE_CHANNEL_SECRET')
    expect(refused({ SECRET_KEY: 'too short' })).to.equal('SECRET_KEY')
    for (const name of ['SECRET_KEY', 'ASSETS_KEY'])
      for (const written of [
        `${key}AA`,
        `${key} `,
        `?${key}`,
        `${key.slice(0, 9)}\n${key.slice(9)}`,
        key.replace(/.=$/, 'B='),
      ])
        expect(refused({ [name]: written }), `${name} ${written}`).to.equal(name)
    expect(refused({ SECRET_KEY: key, ASSETS_KEY: key })).to.equal('ASSETS_KEY')
    expect(refused({ SECRET_KEY: key.replace(/=$/, '') })).to.equal('accepted')
    expect(refused({ LOG_LEVEL: 'loud' })).to.equal('LOG_LEVEL')
    expect(refused({ LINE_API_BASE_URL: 'ftp://x' })).to.equal('LINE_API_BASE_URL')
  })
  it('When production lacks what a stand-in would replace, then it refuses to start', () => {
    for (const name of ['PUBLIC_URL', 'MONGODB_URI', 'SECRET_KEY'] as const) {
      expect(refused({ ...production, [name]: '' })).to.equal(name)
    }
    expect(refused({ ...production, LINE_CHANNEL_SECRET: '', LINE_CHANNEL_ACCESS_TOKEN: '' })).to.equal(
      'LINE_CHANNEL_SECRET',
    )
    expect(refused({ ...production, PUBLIC_URL: 'http://bot.example.go.th' })).to.equal('PUBLIC_URL')
  })
  it('When several channels are in a file, then each has its name, secrets and features', () => {
    const file = join(folder, 'channels.json')
    writeFileSync(
      file,
      JSON.stringify([
        { name: 'staff', secret: ['new', 'old'], accessToken: 't1', features: ['people', 'statistics'] },
        { name: 'tips', secret: 's', accessToken: 't2' },
      ]),
    )
    const { channels } = readConfig({ DATA_DIR: folder, LINE_CHANNELS_FILE: file })
    expect(channels).to.deep.equal([
      { name: 'staff', secrets: ['new', 'old'], accessToken: 't1', features: ['people', 'statistics'] },
      { name: 'tips', secrets: ['s'], accessToken: 't2' },
    ])
    expect(refused({ LINE_CHANNELS_FILE: file, LINE_CHANNEL_SECRET: 'secret-value' })).to.equal(
      'LINE_CHANNELS_FILE',
    )
  })
  it('When a variable is read, then README explains it, and README explains no other', () => {
    const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8')
    const section = readme.split('## Configuration')[1]?.split('\n## ')[0] ?? ''
    const rows = section.split('\n').filter((line) => line.startsWith('| `'))
    const named = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    )
    expect(named.sort()).to.deep.equal(Object.keys(variables).sort())
  })
  it('When the file of channels is missing, no JSON, or wrong, then it is named', () => {
    const wrong = [
      undefined,
      '{',
      '[]',
      '[{"name":"Has Space","secret":"s","accessToken":"t"}]',
      '[{"name":"a"}]',
    ]
    for (const [index, content] of wrong.entries()) {
      const file = join(folder, `wrong-${index}.json`)
      if (content !== undefined) writeFileSync(file, content)
      expect(refused({ LINE_CHANNELS_FILE: file })).to.equal('LINE_CHANNELS_FILE')
    }
  })
})
