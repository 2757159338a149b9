import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { projectRoot } from '../../src/operation/project-root.js'
import { inScriptDatabase, runScript, withDirectory } from './run-script.js'

// The operator's own policy, from the file to what is kept. What the chat then does with it is told in the stories.

type Spec = Record<string, unknown> & { th: Record<string, unknown>; quiz: Record<string, unknown>[] }

describe('npm run add-policy', () => {
  const directory = withDirectory()
  let example: Spec
  const env = () => ({ DATA_DIR: directory(), LOG_LEVEL: 'silent' })
  const run = (...args: string[]) => runScript('add-policy', args, env())
  const kept = () =>
    inScriptDatabase(env(), async ({ connection }) => ({
      policies: await connection.collection('policies').countDocuments(),
      quizzes: await connection.collection('quizzes').countDocuments(),
    }))
  const fileOf = async (spec: unknown) => {
    const file = join(directory(), 'policy.json')
    await writeFile(file, typeof spec === 'string' ? spec : JSON.stringify(spec))
    return file
  }

  before(async () => {
    example = JSON.parse(await readFile(join(projectRoot, 'docs/policy-example.json'), 'utf8'))
    const roster = join(directory(), 'staff.csv')
    await writeFile(
      roster,
      'employee_code,name,unit,position\n1,สมใจ,กองกลาง,\n2,สมชาย,กองกลาง,\n3,สมหญิง,กองคลัง,\n',
    )
    const imported = await runScript('import-roster', [roster, '--codes', join(directory(), 'c.csv')], env())
    expect(imported.status, imported.stderr).to.equal(0)
  })

  it('When the example is given, then it says who would be asked and keeps nothing; with --confirm it keeps both', async () => {
    const file = await fileOf(example)
    const look = await run(file, '--lang', 'en')
    expect(look.stderr).to.equal('')
    expect(look.stdout).to.contain('this is version 1 of no-gift')
    expect(look.stdout).to.contain('everybody on the roster, 3 people today')
    expect(look.stdout).to.contain('A quiz of 3 questions follows')
    expect(look.stdout).to.contain('Nothing is kept yet')
    expect(await kept()).to.deep.equal({ policies: 0, quizzes: 0 })

    const done = await run(file, '--confirm')
    expect(done.stdout).to.contain('บันทึกแล้วเป็นฉบับที่ 1')
    expect(await kept()).to.deep.equal({ policies: 1, quizzes: 1 })
  })

  it('When the same text comes again, then nobody is asked anew; another text is a new version', async () => {
    const same = await run(await fileOf({ ...example, due: '2026-12-25' }), '--confirm', '--lang', 'en')
    expect(same.stdout).to.contain('Nobody is asked again').and.to.contain('Brought up to date: version 1')
    const text = `${example.th.text}\n\nข้อ 4 ให้ถือปฏิบัติตั้งแต่บัดนี้`
    const other = await run(await fileOf({ ...example, th: { ...example.th, text } }), '--lang', 'en')
    expect(other.stdout).to.contain('this is version 2 of no-gift')
    expect(await kept()).to.deep.equal({ policies: 1, quizzes: 1 })
  })

  const faults: [name: string, spoiled: (spec: Spec) => unknown, th: string, en: string][] = [
    ['no JSON', () => '{ "key": ', 'ไม่ใช่ JSON', 'is not JSON'],
    ['no text', (spec) => ({ ...spec, th: { ...spec.th, text: ' ' } }), 'th.text', 'th.text'],
    ['due before it opens', (spec) => ({ ...spec, opens: '2027-01-01' }), 'ตำแหน่งเหล่านี้: due', 'places: due'],
    [
      'a passage that is not in the text',
      ({ quiz: [first, ...rest], ...spec }) => ({
        ...spec,
        quiz: [{ ...first, th: { ...(first?.th as object), passage: 'ไม่มีในประกาศ' } }, ...rest],
      }),
      'questions.0.th.passage',
      'questions.0.th.passage',
    ],
    [
      'a unit that nobody is in',
      (spec) => ({ ...spec, units: ['กองกลาง', 'กองที่ไม่มี'] }),
      'ไม่มีบุคลากรในหน่วยงานเหล่านี้ จึงไม่ได้บันทึก: กองที่ไม่มี',
      'Nobody on the roster is in these units, so nothing was kept: กองที่ไม่มี',
    ],
  ]
  for (const [name, spoiled, th, en] of faults)
    it(`When the file has ${name}, then it is said in the reader's language and nothing is kept`, async () => {
      const before = await kept()
      const file = await fileOf(spoiled({ ...example, key: 'spoiled' }))
      for (const [language, sentence] of [
        ['th', th],
        ['en', en],
      ] as const) {
        const refused = await run(file, '--confirm', '--lang', language)
        expect(refused.status).to.equal(1)
        expect(refused.stderr).to.contain(sentence)
      }
      expect(await kept()).to.deep.equal(before)
    })
})
