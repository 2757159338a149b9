// What requests must name to get past the door: an officer who is signed in, a case in their hands, a colleague with a key, a report
// that was begun, and a reporter who came back.
import { knownCase } from '../../src/features/cases/known-case.js'
import type { ConsoleWorld, Session } from '../web/console/console-world.js'
import { begin, post, reportFor, showsReceipt } from '../web/reporter/sealed-report.js'

export interface LiveThings {
  readonly session: Session
  /** Assigned to the officer of the session. */
  readonly caseId: string
  readonly ownKey: { readonly id: string; readonly publicKey: string }
  /** The key of another officer. */
  readonly colleague: string
  readonly reportPass: Record<string, string>
  readonly report: object
  readonly solved: object
  readonly casePass: Record<string, string>
}

export async function liveThings(world: ConsoleWorld): Promise<LiveThings> {
  const { url, product } = world
  const session = await world.signIn(['officer', 'ethics', 'executive', 'admin'])
  const ownKey = await world.reader(session)
  const colleague = await world.reader(await world.signIn(['officer']), 'เพื่อนร่วมงาน')
  const caseId = await world.file([ownKey, colleague])
  await product.features.cases.work.change(knownCase(caseId), { kind: 'assigned', to: [ownKey.id] }, 'fuzz')

  const filed = await begin(url)
  const sent = await reportFor(filed, 'เรื่อง')
  await post(url, '/report/api/send', sent, filed.pass)
  const back = await showsReceipt(url, sent.lock)
  if (back.status !== 200) throw new Error('The receipt does not open what was filed')

  const begun = await begin(url)
  return {
    ...{ session, caseId, ownKey, colleague: colleague.id },
    reportPass: begun.pass,
    report: await reportFor(begun, 'อีกเรื่อง'),
    solved: begun.asked.solved,
    casePass: { authorization: `Bearer ${back.body.pass}` },
  }
}
