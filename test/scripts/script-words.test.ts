import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { jsonIn, withKeysJoined } from '../../scripts/script-words.js'
import { runScript, withDirectory } from './run-script.js'

const byteOrderMark = '\uFEFF'

describe('How scripts read what was typed', () => {
  it('When a public key begins with a dash, then it is still the value of its option', () => {
    const key = `-${'a'.repeat(42)}`
    expect(withKeysJoined(['--out', 'x', '--public-key', key, '--lang', 'en'])).to.deep.equal([
      ...['--out', 'x', `--public-key=${key}`, '--lang', 'en'],
    ])
  })

  it('When no key follows, then what was typed stays as it was', () => {
    for (const args of [['--public-key'], ['--public-key', '--lang', 'en'], ['--out', '-'], []])
      expect(withKeysJoined(args)).to.deep.equal(args)
  })
})

describe('How scripts read a file of JSON', () => {
  const directory = withDirectory()

  it('When an editor put a byte order mark before it, then it is read all the same', () => {
    expect(jsonIn(`${byteOrderMark}{"key":"a"}`)).to.deep.equal({ key: 'a' })
    expect(jsonIn('{"key":"a"}')).to.deep.equal({ key: 'a' })
  })

  it('When it is no JSON, or the mark stands inside, then nothing is read and nothing is thrown', () => {
    for (const text of ['', byteOrderMark, '{', `{${byteOrderMark}"key":"a"}`])
      expect(jsonIn(text)).to.equal(undefined)
  })

  it('When a survey comes with a byte order mark, then its faults are named; when it is no object, then that is said', async () => {
    const file = join(directory(), 'survey.json')
    const run = async (text: string) => {
      await writeFile(file, text)
      return runScript('import-survey', [file, '--lang', 'en'], {
        DATA_DIR: directory(),
        LOG_LEVEL: 'silent',
      })
    }
    const faulty = await run(`${byteOrderMark}{"key":"a"}`)
    expect(faulty.status).to.equal(1)
    expect(faulty.stderr).to.contain('questions')
    const list = await run('null')
    expect(list.stderr).to.contain('is not JSON')
  })
})
