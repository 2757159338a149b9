// docs/threat-model.md against the tests: each promise has a proof, and each proof is a test that exists.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { projectRoot } from '../../src/operation/project-root.js'

interface PromiseRow {
  readonly promise: string
  readonly against: string
  readonly proofs: readonly { readonly file: string; readonly title: string }[]
  readonly remains: string
}

const text = readFileSync(join(projectRoot, 'docs', 'threat-model.md'), 'utf8')

/** Every table with a column `proof`. */
function promisesIn(markdown: string): PromiseRow[] {
  const rows: PromiseRow[] = []
  let inside = false
  for (const line of markdown.split('\n')) {
    if (!line.startsWith('|')) inside = false
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    if (cells[2] === 'proof') inside = true
    else if (inside && !/^-+$/.test(cells[0] ?? '')) {
      const [promise = '', against = '', proof = '', remains = ''] = cells
      const proofs = [...proof.matchAll(/`((?:packages\/[\w-]+\/)?test\/[^`]+)` “([^”]+)”/g)].map(
        ([, file = '', title = '']) => ({
          file,
          title,
        }),
      )
      rows.push({ promise, against, proofs, remains })
    }
  }
  return rows
}

/** Titles as they are written; what a template fills in may be anything. */
function titlesIn(source: string): RegExp[] {
  const titles = source.matchAll(/\bit\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g)
  return [...titles].map(([, quote, title = '']) => {
    const parts = quote === '`' ? title.split(/\$\{[^}]*\}/) : [title.replaceAll(/\\(['"])/g, '$1')]
    return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`)
  })
}

function whyNot({ file, title }: { file: string; title: string }): string | undefined {
  const path = join(projectRoot, file)
  if (!existsSync(path)) return `${file} is not there`
  const found = titlesIn(readFileSync(path, 'utf8')).some((one) => one.test(title))
  return found ? undefined : `${file} has no test “${title}”`
}

describe('The threat model', () => {
  const rows = promisesIn(text)

  it('has its promises in tables that can be read', () => {
    expect(rows.length).to.be.above(20)
  })
  it('When something is promised, then it says against whom and what remains, and a test proves it', () => {
    const bare = rows.filter(({ against, proofs, remains }) => !against || !remains || proofs.length === 0)
    expect(bare.map(({ promise }) => promise)).to.deep.equal([])
  })
  it('When a test is named as proof, then it exists under that title', () => {
    expect(rows.flatMap(({ proofs }) => proofs.flatMap((proof) => whyNot(proof) ?? []))).to.deep.equal([])
  })
  it('When a proof is missing or its test was renamed, then this test is red', () => {
    const broken =
      '| promise | against | proof | what remains |\n|---|---|---|---|\n| A | b | `test/operation/log.test.ts` “no such test” | c |\n| B | b | none | c |'
    const [renamed, missing] = promisesIn(broken)
    expect(renamed?.proofs.map(whyNot)).to.deep.equal([
      'test/operation/log.test.ts has no test “no such test”',
    ])
    expect(missing?.proofs).to.deep.equal([])
  })
})
