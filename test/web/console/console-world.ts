// Officers at the console, through the door: they ask for a link in the chat, spend it, and show their second factor. A
// session is a cookie and the token of its pages; a reader has a key that the agency seals to.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { Secret, TOTP } from 'otpauth'
import { bodyPlace, originalPlace } from '../../../src/features/cases/case.js'
import { type NewCaseBody, writeCaseBody } from '../../../src/features/cases/case-body.js'
import type { ComplaintSort } from '../../../src/features/complaints/complaint-kinds.js'
import { addDays, dayInBangkok } from '../../../src/i18n/calendar/thai-calendar.js'
import { fileKindOf } from '../../../src/media/kinds/file-kind.js'
import { wrappedKeySchema } from '../../../src/sealing/officer-key.js'
import {
  makeRecipientKeys,
  newCaseKey,
  type RecipientKeys,
  sealKeyFor,
  sealPart,
} from '../../../src/sealing/vault.js'
import { newVaultId, toStored } from '../../../src/sealing/vault-encoding.js'
import type { Role } from '../../../src/security/roles.js'
import { type RunningProduct, type StartOptions, startProduct } from '../../harness/product.js'

export interface Session {
  cookie: string
  changeToken: string
  /** Base32; absent until the second factor is enrolled. */
  secret: string
}

export interface ConsoleWorld extends RunningProduct {
  person(roles: readonly Role[]): Promise<LinePerson>
  /** The secret behind '#' of the link in the chat. */
  linkFor(person: LinePerson): Promise<string>
  /** Signed in, second factor and all. */
  signIn(roles: readonly Role[]): Promise<Session & { person: LinePerson }>
  /** The same for somebody who is there already, with the secret of a second factor that was enrolled before. */
  signInAs(person: LinePerson, secret?: string): Promise<Session>
  send(session: Partial<Session>, route: string, body?: unknown): Promise<Response>
  code(secret: string): string
  /** A key of this session that tips are sealed to; wrapped by nothing that matters here. */
  reader(session: Session, name?: string): Promise<RecipientKeys & { id: string }>
  /** A case that is sealed to these, and leaves those out. It came two days ago: the night's batch has a number for it. */
  file(
    sealedTo: readonly { id: string; publicKey: string }[],
    leftOut?: readonly string[],
    words?: string,
    sort?: ComplaintSort,
    /** What its reporter sent as it is; without any there is one file of an earlier version, which officers alone can open. */
    sent?: readonly Uint8Array[],
  ): Promise<string>
}

/** Inside a `describe`: a world of its own for each of its tests. */
export function withConsoleWorld(): () => ConsoleWorld {
  let world: ConsoleWorld | undefined
  beforeEach(async () => {
    world = await openConsoleWorld()
  })
  afterEach(async () => {
    await world?.stop()
    world = undefined
  })
  return () => world ?? expect.fail('The world is there only inside tests')
}

export async function openConsoleWorld(options: StartOptions = {}): Promise<ConsoleWorld> {
  const running = await startProduct({ now: new Date('2026-11-20T03:00:00Z'), ...options })
  const { platform, product, settle, url, now } = running
  const { people, cases, console: room } = product.features

  async function person(roles: readonly Role[]): Promise<LinePerson> {
    const one = platform.addPerson({ name: roles.join(' '), friend: true })
    for (const role of roles) {
      await one.says(`ลงทะเบียน ${(await people.rules.inviteToRole(role)).code}`)
      await settle()
    }
    return one
  }

  async function linkFor(one: LinePerson): Promise<string> {
    await one.says('คอนโซล')
    await settle()
    const link = /#([\w-]{43})/.exec(one.texts().at(-1) ?? '')?.[1]
    if (link === undefined) throw new Error('No link came')
    return link
  }

  async function send(session: Partial<Session>, route: string, body?: unknown): Promise<Response> {
    const [method = 'GET', path = ''] = route.split(' ')
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(session.cookie !== undefined && { cookie: session.cookie }),
        ...(session.changeToken !== undefined && { 'x-change-token': session.changeToken }),
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
      },
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    })
    const cookie = response.headers.get('set-cookie')?.split(';')[0]
    if (cookie?.includes('=') && !cookie.endsWith('=')) session.cookie = cookie
    return response
  }

  const code = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({
      timestamp: now().getTime(),
    })

  async function tokenOn(session: Session, path: string): Promise<string> {
    const page = await (await send(session, `GET ${path}`)).text()
    session.changeToken = /"changeToken":"([\w-]+)"/.exec(page)?.[1] ?? ''
    return page
  }

  async function signInAs(one: LinePerson, secret = ''): Promise<Session> {
    const session: Session = { cookie: '', changeToken: '', secret }
    await send(session, 'POST /console/api/sign-in', { secret: await linkFor(one) })
    const page = await tokenOn(session, '/console/second-factor')
    if (secret === '')
      session.secret = (/class="code">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '')
    const entered = await send(session, 'POST /console/api/second-factor', { code: code(session.secret) })
    expect(entered.status).to.equal(200)
    // She is told in the chat that it was set up.
    if (secret === '') await settle()
    await tokenOn(session, '/console/overview')
    return session
  }

  return {
    ...running,
    person,
    linkFor,
    send,
    code,
    async signIn(roles) {
      const one = await person(roles)
      return Object.assign(await signInAs(one), { person: one })
    },
    signInAs,
    async reader(session, name = 'ผู้อ่าน') {
      const keys = await makeRecipientKeys()
      const wrapped = wrappedKeySchema.parse({
        publicKey: keys.publicKey,
        salt: toStored(new Uint8Array(16)),
        byPassphrase: 'sealed',
        byRecoveryKey: 'sealed',
      })
      const asked = await send(session, 'POST /console/api/keys', { name, wrapped })
      expect(asked.status).to.equal(200)
      const all = await room.keys.all()
      const own = all.find((one) => one.wrapped.publicKey === keys.publicKey)
      if (!own) throw new Error('The key is not there')
      if (own.state === 'waiting') {
        const colleague = all.find((one) => one.state === 'approved')
        const visitor = { key: colleague?.owner ?? '', who: 'colleague' }
        await room.keys.approve(visitor, own.id)
      }
      return { ...keys, id: own.id }
    },
    async file(
      sealedTo,
      leftOut = [],
      words = 'เรื่องที่แจ้ง',
      sort = { kind: 'corruption', category: 'bribery' },
      sent = [],
    ) {
      const caseId = newVaultId()
      const caseKey = newCaseKey()
      const originalsKey = newCaseKey()
      const recipients = []
      for (const { id, publicKey } of sealedTo)
        recipients.push({
          recipientId: id,
          sealedKey: await sealKeyFor(publicKey, caseKey),
          sealedOriginalsKey: await sealKeyFor(publicKey, originalsKey),
        })
      async function kept(key: Uint8Array, bytes: Uint8Array, mime: string) {
        const original = { id: newVaultId(), mime }
        const sealed = await sealPart(key, originalPlace(caseId, original.id), bytes)
        await cases.filing.keepAttachment({ id: original.id, caseId, sealed })
        return { kind: 'file' as const, original }
      }
      // Without any: as earlier versions sealed one.
      const files: NonNullable<NewCaseBody['files']> =
        sent.length === 0
          ? [await kept(originalsKey, new TextEncoder().encode('%PDF'), 'application/pdf')]
          : []
      for (const bytes of sent)
        files.push({
          ...(await kept(caseKey, bytes, fileKindOf(bytes).mime)),
          ...{ forReporter: true as const },
        })
      const body = writeCaseBody({
        ...{ version: 1, category: 'bribery', unknown: [], pictures: [] },
        texts: [{ about: 'what', words }],
        files,
      })
      await cases.filing.file({
        caseId,
        envelope: {
          version: 1,
          recipients,
          body: toStored(await sealPart(caseKey, bodyPlace(caseId), body)),
        },
        sort,
        channel: 'line',
        receivedOn: addDays(dayInBangkok(now()), -2),
        leftOut,
        by: 'system',
      })
      return caseId
    },
  }
}
