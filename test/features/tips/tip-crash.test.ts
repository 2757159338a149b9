import { expect } from 'chai'
import type { Cases } from '../../../src/features/cases/cases-feature.js'
import { createTips } from '../../../src/features/tips/tips-feature.js'
import { createKeyring } from '../../../src/security/keyring.js'
import { sharedHeavyWork } from '../../harness/shared-heavy-work.js'
import { withDatabase } from '../../harness/test-database.js'
import { addOfficer, agencyOn, eventAt, photograph, picture, privateTurn, walkToSummary } from './tip-walk.js'

/** Where the power may fail: sealed and not stored, half stored, stored and not answered. */
const places = [
  'before the first file',
  'after two files',
  'before the binding',
  'before the case',
  'after the case',
] as const
type Place = (typeof places)[number]

class PowerCut extends Error {}

function cutAt(place: Place, { filing, receipts, notices, ...rest }: Cases): Cases {
  let files = 0
  const cut = (): never => {
    throw new PowerCut()
  }
  return {
    ...rest,
    filing: {
      ...filing,
      async keepAttachment(attachment) {
        if (place === 'before the first file' || (place === 'after two files' && files === 2)) cut()
        files += 1
        await filing.keepAttachment(attachment)
      },
      file: async (filed) => (place === 'before the case' ? cut() : filing.file(filed)),
    },
    notices: {
      ...notices,
      bind: async (...to) => (place === 'before the binding' ? cut() : notices.bind(...to)),
    },
    receipts: {
      ...receipts,
      offer: async (told) => (place === 'after the case' ? cut() : receipts.offer(told)),
    },
  }
}

describe('A power cut while a tip is stored', () => {
  const database = withDatabase()
  const count = (name: string) => database().collection(name).countDocuments()

  for (const place of places)
    it(`When power fails ${place}, then the tip is whole or not there, and the next run finishes it once`, async () => {
      await addOfficer(database())
      const agency = agencyOn(database())
      const walk = await walkToSummary(agency, 'คำ', await photograph('red'))
      await walk.choose('แก้หลักฐาน')
      await walk.send({
        ...picture('paper', { ok: true, bytes: Buffer.from('%PDF'), mime: 'x' }),
        kind: 'file',
      })
      await walk.choose('ต่อไป')
      const draft = { ...walk.draft, notice: true }
      const deps = {
        connection: database(),
        clock: () => eventAt,
        keyring: createKeyring(Buffer.alloc(32, 7)),
        publicUrl: 'https://agency.example',
        heavyWork: sharedHeavyWork,
      }
      const dying = createTips(deps, { cases: cutAt(place, agency.cases), settings: agency.settings }).rules
      const died = await dying.submit(draft, privateTurn('submit')).catch((error: unknown) => error)
      expect(died).to.be.instanceOf(PowerCut)
      const there = place === 'after the case' ? 1 : 0
      expect([await count('cases'), await count('complaints')]).to.deep.equal([there, there])
      if (there === 1) expect(await count('case_attachments')).to.equal(3)
      for (let run = 0; run < 2; run += 1)
        expect(await agency.tips.rules.submit(draft, privateTurn('submit'))).to.include({ ok: true })
      const after = ['cases', 'complaints', 'case_attachments', 'notice_bindings', 'tip_draft_parts']
      expect(await Promise.all(after.map(count))).to.deep.equal([1, 1, 3, 1, 0])
    })
})
