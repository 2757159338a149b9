// Every door to a case, tried with cases that are not one's own: routes, buttons and words are taken from the product itself, so
// that a new one without an attack here fails. What may not be known must answer to the byte like what never was, and after a
// refusal the database is what it was before.

import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { knownCase } from '../../../src/features/cases/known-case.js'
import type { ComplaintSort } from '../../../src/features/complaints/complaint-kinds.js'
import { writePostback } from '../../../src/line/postback-codec.js'
import { newVaultId, toStored } from '../../../src/sealing/vault-encoding.js'
import { createSharedCounts } from '../../../src/security/reports/shared-counts.js'
import type { Role } from '../../../src/security/roles.js'
import { createConsoleRoutes } from '../../../src/web/console/server/console-routes.js'
import { type ConsoleWorld, openConsoleWorld, type Session } from './console-world.js'

const general: ComplaintSort = { kind: 'general', category: 'fairness' }
const part = () => ({ id: newVaultId(), sealed: toStored(new Uint8Array(100)) })
const bytes = Buffer.alloc(50)

/** What is sent to each route that changes something and names a case, so that it would pass if the door let it. */
const bodies: Readonly<
  Record<string, (about: { readonly own: string; readonly number: string }) => unknown>
> = {
  'POST /console/api/cases/:caseId/exports': () => ({ what: 'export' }),
  'POST /console/api/cases/:caseId/notes': part,
  'POST /console/api/cases/:caseId/assignment': ({ own }) => ({ to: [own] }),
  'POST /console/api/cases/:caseId/keys': ({ own }) => ({
    ...{ recipientId: own, sealedKey: 'a', sealedOriginalsKey: 'a' },
  }),
  'PUT /console/api/cases/:caseId/uploads/:id': () => bytes,
  'POST /console/api/cases/:caseId/replies': () => ({ ...part(), files: [] }),
  'POST /console/api/cases/:caseId/redactions': part,
  'POST /console/api/cases/:caseId/status': () => ({
    ...{ to: 'factFinding', from: 'received', on: '2026-11-20', reopen: false, reason: part() },
  }),
  'POST /console/api/cases/:caseId/category': () => ({ sort: general, reason: part() }),
  'POST /console/api/cases/:caseId/unit': () => ({ unit: 'กองคลัง' }),
  'POST /console/api/cases/:caseId/extension': () => ({ to: '2027-01-15', reason: part() }),
  'POST /console/api/cases/:caseId/work': () => ({ kind: 'held' }),
  'POST /console/api/cases/:caseId/notices/:noticeId/ring': () => ({}),
  'POST /console/api/cases/:caseId/notices/:noticeId/closed': () => ({}),
  'POST /console/api/cases/:caseId/mutes/:muteId': () => ({}),
  'PUT /console/api/uploads/:newCaseId/:id': () => bytes,
}

/** Of the chat: what each button about a case would carry. Buttons that name none carry something else. */
const presses: Readonly<Record<string, (caseId: string) => unknown>> = {
  'cases.open': (c) => ({ c }),
  'cases.assign': (c) => ({ c, m: true }),
  'cases.hold': (c) => ({ c, h: true, s: true }),
  'cases.status': (c) => ({ c }),
  'cases.move': (c) => ({ c, f: 'received', t: 'factFinding', s: true }),
}
const pressesWithoutCase = ['cases.page']

/** Counts of tries, their salt, the audit trail and what keeps somebody signed in move by asking; nothing else may. */
const mayMove = [
  'web_counts',
  'web_day_salts',
  'audit',
  'chain_notes',
  'console_sessions',
  'inbox',
  'outbox',
  'dialogs',
  'job_runs',
]

describe('The doors to a case', () => {
  let world: ConsoleWorld
  before(async () => {
    world = await openConsoleWorld()
    const position = 'เจ้าหน้าที่'
    await world.product.features.people.rules.importRoster([
      { employeeCode: '1', name: 'บุคลากรหนึ่ง', unit: 'กองคลัง', position },
    ])
  })
  after(() => world.stop())

  async function stored(): Promise<Record<string, string>> {
    const names = (await world.connection.listCollections()).map(({ name }) => name)
    const rows: Record<string, string> = {}
    for (const name of names.sort()) {
      if (mayMove.includes(name)) continue
      rows[name] = JSON.stringify(await world.connection.collection(name).find().sort({ _id: 1 }).toArray())
    }
    return rows
  }

  /** The collections that are not what they were. */
  async function movedSince(before: Record<string, string>): Promise<string[]> {
    return Object.entries(await stored()).flatMap(([name, rows]) => (rows === before[name] ? [] : [name]))
  }

  function caseRoutes(): string[] {
    const router = createConsoleRoutes({
      features: world.product.features,
      audit: world.product.deps.audit,
      keyring: world.product.deps.keyring,
      counts: createSharedCounts(world.connection, world.product.deps.keyring, world.now),
      clock: world.now,
      publicUrl: world.url,
      agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
    })
    const all = router.stack.flatMap(({ route }) =>
      route ? route.stack.map(({ method = '' }) => `${method.toUpperCase()} ${route.path}`) : [],
    )
    return [...new Set(all)].filter((route) => /:(new)?caseid/i.test(route)).sort()
  }

  async function answerTo(session: Session, route: string, caseId: string, own: string) {
    const path = route.replace(/:(new)?caseId/i, caseId).replace(/:\w+/g, '0'.repeat(26))
    const body = bodies[route]?.({ own, number: '' })
    const [method = '', at = ''] = path.split(' ')
    const isBytes = body instanceof Uint8Array
    const response = await fetch(`${world.url}${at}`, {
      method,
      redirect: 'manual',
      headers: {
        cookie: session.cookie,
        'x-change-token': session.changeToken,
        ...(body !== undefined && {
          'content-type': isBytes ? 'application/octet-stream' : 'application/json',
        }),
      },
      ...(body !== undefined && { body: isBytes ? new Blob([new Uint8Array(body)]) : JSON.stringify(body) }),
    })
    const headers = [...response.headers].filter(([name]) => !['date', 'keep-alive'].includes(name))
    return { status: response.status, headers, text: await response.text() }
  }

  async function others(own: string) {
    const colleague = await world.reader(await world.signIn(['ethics']))
    return {
      hidden: await world.file([colleague], own === '' ? [] : [own]),
      foreign: await world.file([colleague], [], 'เรื่องทั่วไป', general),
      missing: newVaultId(),
    }
  }

  it('When a route names a case, then there is an attack for it here', () => {
    const changing = caseRoutes().filter((route) => !route.startsWith('GET '))
    expect(changing).to.have.length.above(10)
    expect(changing).to.deep.equal(Object.keys(bodies).sort())
  })

  // Who holds the executive's role alone is given no key.
  for (const role of ['officer', 'ethics', 'admin', 'executive'] satisfies Role[])
    for (const holdsKey of role === 'executive' ? [false] : [true, false])
      it(`When ${role} ${holdsKey ? 'with' : 'without'} a key tries cases that are not theirs, then each is answered like none, and nothing is changed`, async () => {
        const session = await world.signIn([role])
        const own = holdsKey ? (await world.reader(session)).id : ''
        const tried = await others(own)
        const before = await stored()
        for (const route of caseRoutes()) {
          const missing = await answerTo(session, route, tried.missing, own)
          expect(missing.status, route).to.equal(role === 'executive' ? 403 : 404)
          for (const which of ['hidden', 'foreign'] as const)
            expect(await answerTo(session, route, tried[which], own), `${which} ${route}`).to.deep.equal(
              missing,
            )
          expect(await movedSince(before), route).to.deep.equal([])
        }
      })

  it('When she can read a case and has not taken it on, then nothing changes by what is for whoever has', async () => {
    const session = await world.signIn(['officer'])
    const reader = await world.reader(session)
    const caseId = await world.file([reader])
    const before = await stored()
    const handling = caseRoutes().filter((route) =>
      /uploads|replies|redactions|status|category|unit|extension|work|notices|mutes/.test(route),
    )
    for (const route of handling) {
      const { status } = await answerTo(session, route, caseId, reader.id)
      expect(status, route).to.equal(route.includes(':newCaseId') ? 404 : 403)
      expect(await movedSince(before), route).to.deep.equal([])
    }
  })

  it('When a letter is entered under the name of a case, then there is no such field, and a pass takes one letter alone', async () => {
    const session = await world.signIn(['officer'])
    const own = await world.reader(session)
    const { hidden } = await others(own.id)
    const other = await world.signIn(['officer'])
    const all = (await world.product.features.cases.readers.readersOf('corruption')).map(({ id }) => id)
    const keys = { sealedKey: 'a', sealedOriginalsKey: 'a' }
    const letter = (unit: string) => ({
      sort: { kind: 'corruption', category: 'bribery' },
      ...{ channel: 'letter', receivedOn: '2026-11-19', body: 'AAAA', files: [], unit },
      recipients: all.filter((id) => id !== own.id).map((recipientId) => ({ recipientId, ...keys })),
      leftOut: [own.id],
    })
    const enters = async (entry: object) => {
      const answer = await world.send(session, 'POST /console/api/entries', entry)
      return [answer.status, await answer.text()]
    }
    const begun = await (await world.send(session, 'POST /console/api/entries/begun', {})).json()
    const before = await stored()
    const answers = []
    for (const caseId of [hidden, newVaultId()]) answers.push(await enters({ ...letter('กองคลัง'), caseId }))
    for (const caseId of [hidden, newVaultId()])
      answers.push(await enters({ ...letter('กองคลัง'), caseId, pass: begun.pass }))
    expect(new Set(answers.map(String)).size).to.equal(1)
    expect(await movedSince(before)).to.deep.equal([])
    const entry = { ...letter('กองคลัง'), pass: begun.pass }
    expect((await enters(entry))[0]).to.equal(200)
    // She is named in it: from now on it is not there for her, and the pass is no way back.
    await world.product.features.concerned.name(begun.caseId, undefined, 'colleague')
    const filed = await stored()
    expect((await enters(entry))[0]).to.equal(200)
    expect((await enters({ ...entry, channel: 'email' }))[0]).to.equal(404)
    const stolen = await world.send(other, 'POST /console/api/entries', entry)
    expect(stolen.status).to.equal(404)
    expect(await movedSince(filed)).to.deep.equal([])
  })

  it('When ids of a hidden case stand in the request to one’s own, then they count as free, or as nothing that is there', async () => {
    const session = await world.signIn(['officer'])
    const own = await world.reader(session)
    const caseId = await world.file([own])
    const { cases } = world.product.features
    await cases.work.change(knownCase(caseId), { kind: 'assigned', to: [own.id] }, 'x')
    const { hidden } = await others(own.id)
    await world.product.runJob('case-numbers')
    const file = newVaultId()
    await cases.filing.keepAttachment({ id: file, caseId: hidden, sealed: new Uint8Array(50) })
    const send = async (route: string, body: unknown) => {
      const answer = await world.send(session, route.replace(':caseId', caseId), body)
      return [answer.status, await answer.text()]
    }
    const cell = '/console/api/cases/:caseId'
    for (const id of [file, newVaultId()]) {
      expect((await send(`GET ${cell}/attachments/${id}`, undefined))[0]).to.equal(404)
      expect((await send(`POST ${cell}/replies`, { ...part(), files: [id] }))[0]).to.equal(409)
    }
    const number = (await cases.work.find(hidden))?.registryNumber ?? expect.fail('No number')
    const duplicate = (given: string) => send(`POST ${cell}/work`, { kind: 'duplicate', number: given })
    expect(await duplicate(number)).to.deep.equal(await duplicate('999/2570'))
  })

  it('When buttons and words of the chat name cases that are not hers, then each is answered like none, and nothing is changed', async () => {
    const ids = world.product.features.list.flatMap(({ buttons = [] }) => buttons.map(({ id }) => id))
    const about = ids.filter((id) => id.startsWith('cases.'))
    expect(about.sort()).to.deep.equal([...Object.keys(presses), ...pressesWithoutCase].sort())

    const session = await world.signIn(['officer'])
    const own = await world.reader(session)
    const tried = await others(own.id)
    await world.product.runJob('case-numbers')
    const before = await stored()
    for (const [id, data] of Object.entries(presses)) {
      const said: string[] = []
      for (const caseId of Object.values(tried))
        said.push(await hearsAfter(session.person, () => press(session.person, id, data(caseId))))
      expect(new Set(said).size, `${id}: ${said.join(' | ')}`).to.equal(1)
      expect(await movedSince(before), id).to.deep.equal([])
    }
    const said: string[] = []
    for (const caseId of [tried.hidden, tried.foreign]) {
      const number = (await world.product.features.cases.work.find(caseId))?.registryNumber ?? ''
      expect(number).not.to.equal('')
      said.push(await hearsAfter(session.person, () => session.person.says(`เรื่อง ${number}`)))
    }
    said.push(await hearsAfter(session.person, () => session.person.says('เรื่อง 999/2570')))
    expect(new Set(said).size).to.equal(1)
    expect(await movedSince(before)).to.deep.equal([])
  })

  const press = (person: LinePerson, id: string, data: unknown) =>
    person.postback({ data: writePostback(id, 1, world.now(), data) })

  async function hearsAfter(person: LinePerson, act: () => Promise<unknown>): Promise<string> {
    const before = person.texts().length
    await act()
    await world.settle()
    return person.texts().slice(before).join('\n')
  }
})
