import { expect } from 'chai'
import { createCaseRecipientsRules } from '../../../src/features/cases/filing/case-recipients-rules.js'
import { createHeavyWork } from '../../../src/heavy-work/heavy-threads.js'
import { makeRecipientKeys } from '../../../src/sealing/vault.js'
import { createRecipients } from '../../../src/security/vault-recipients.js'
import { sharedHeavyWork } from '../../harness/shared-heavy-work.js'
import { withDatabase } from '../../harness/test-database.js'

describe('Who may read a case', () => {
  const database = withDatabase()
  const rules = () => createCaseRecipientsRules(createRecipients(database()), sharedHeavyWork)

  async function add(name: string, more: { kinds?: string[]; knownAs?: string[] } = {}): Promise<string> {
    const { publicKey } = await makeRecipientKeys()
    const added = await createRecipients(database()).add({ name, publicKey, addedOn: '2026-01-01', ...more })
    return added.ok ? added.recipient.id : expect.fail('Not added')
  }

  it('When an officer is named in a case, then it is for the others, and who was left out is known by id', async () => {
    const chief = await add('ผู้อำนวยการกองคลัง', { knownAs: ['นายสมชาย ใจดีประเสริฐ'] })
    const other = await add('หัวหน้ากลุ่มงานจริยธรรม')
    for (const words of ['สมชาย  ใจดีประเสริฐ รับเงิน', 'ผอ.กองคลัง รับเงิน']) {
      const chosen = await rules().choose('corruption', ['เรื่อง', words])
      expect(chosen.ok && [chosen.readers.map(({ id }) => id), chosen.leftOut]).to.deep.equal([
        [other],
        [chief],
      ])
    }
    const both = await rules().choose('corruption', ['เรื่องอื่น'])
    expect(both.ok && both.readers).to.have.length(2)
  })
  it('When whom a case names cannot be found out in time, then nobody may read it', async () => {
    await add('ผู้อำนวยการกองคลัง', { knownAs: ['นายสมชาย ใจดีประเสริฐ'] })
    await add('หัวหน้ากลุ่มงานจริยธรรม')
    const heavyWork = createHeavyWork({ patience: () => 1 })
    const hurried = createCaseRecipientsRules(createRecipients(database()), heavyWork)
    const words = 'สมชาย ใจดีประเสริฐ รับเงิน '.repeat(4000)
    expect(await hurried.choose('corruption', [words])).to.deep.equal({ ok: false, why: 'tooHeavy' })
    await heavyWork.stop()
    expect(await hurried.choose('corruption', ['สั้น'])).to.deep.equal({ ok: false, why: 'tooHeavy' })
  })
  it('When everybody who could read a case is named in it, then nobody gets it', async () => {
    await add('นายสมชาย ใจดีประเสริฐ')
    expect(await rules().choose('corruption', ['สมชาย ใจดีประเสริฐ'])).to.deep.equal({
      ok: false,
      why: 'everybodyNamed',
    })
  })
  it('When an officer takes one kind only, then cases of the other kind are not for them', async () => {
    const general = await add('ก', { kinds: ['general'] })
    const both = await add('ข')
    const ids = async (kind: 'general' | 'corruption') => (await rules().readersOf(kind)).map(({ id }) => id)
    expect(await ids('general')).to.have.members([general, both])
    expect(await ids('corruption')).to.deep.equal([both])
  })
  it('When nobody takes a kind, then nobody could read it', async () => {
    await add('ก', { kinds: ['general'] })
    expect(await rules().choose('corruption', [])).to.deep.equal({ ok: false, why: 'noRecipient' })
  })
})
