// A good request for every route that takes a body: what the pages send, with real names of cases, keys and passes in it. What is
// sent are these, broken in one or two places, because a body of nothing but noise gets no further than the door.
import { randomBytes } from 'node:crypto'
import { newVaultId, toStored } from '../../src/sealing/vault-encoding.js'
import type { Json } from './hostile-values.js'
import type { LiveThings } from './live-things.js'

export interface Example {
  /** For the parts of the path that begin with a colon; what is missing is made of nothing. */
  readonly params?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Json | Uint8Array
}

const stored = (bytes: number) => toStored(randomBytes(bytes))
const part = () => ({ id: newVaultId(), sealed: stored(80) })
const sealedKeys = () => ({ sealedKey: stored(80), sealedOriginalsKey: stored(80) })
const asJson = (value: object): Json => JSON.parse(JSON.stringify(value))
const sealedFile = () => new Uint8Array(Buffer.concat([Buffer.from(newVaultId()), randomBytes(400)]))

/** By route, as Express has it. A route that takes a body and is not here fails the test: think of its body, and add it. */
export function routeExamples(live: LiveThings): Readonly<Record<string, Example>> {
  return { ...reporterExamples(live), ...consoleExamples(live), ...trialExamples }
}

function reporterExamples({ report, reportPass, casePass, ...live }: LiveThings): Record<string, Example> {
  const solved = asJson(live.solved)
  const key = stored(32)
  const lock = { selector: 'ZZ99', authenticator: key, publicKey: key, wrappedKey: stored(80) }
  const wayBack = { reporter: { publicKey: key, sealedKey: stored(80) }, lock }
  const message = { ...part(), files: [newVaultId()] }
  return {
    'POST /report/api/puzzle': { body: {} },
    'POST /report/api/begin': { body: { kind: 'corruption', publicKey: key, solved } },
    'POST /report/api/upload': { headers: reportPass, body: sealedFile() },
    'POST /report/api/send': { headers: reportPass, body: asJson(report) },
    'POST /receipt/api/offer': { body: { offerId: key } },
    'POST /receipt/api/salts': { body: { selector: 'ZZ99' } },
    'POST /receipt/api/claim': { body: { offerId: key, ...wayBack } },
    'POST /case/api/salts': { body: { selector: 'ZZ99' } },
    'POST /case/api/open': { body: { selector: 'ZZ99', authenticator: key, solved } },
    'POST /case/api/read': { headers: casePass, body: {} },
    'POST /case/api/attachment': { headers: casePass, body: { id: newVaultId() } },
    'POST /case/api/upload': { headers: casePass, body: sealedFile() },
    'POST /case/api/say': { headers: casePass, body: message },
    'POST /case/api/withdraw': { headers: casePass, body: message },
    'POST /case/api/rate': { headers: casePass, body: { rating: 4, message } },
  }
}

function consoleExamples({ caseId, ownKey, colleague }: LiveThings): Record<string, Example> {
  const key = stored(32)
  const wrapped = { publicKey: key, salt: stored(16), byPassphrase: 'sealed', byRecoveryKey: 'sealed' }
  const sort = { kind: 'general', category: 'other' }
  const ofCase = (body: Json, more: Record<string, string> = {}): Example => ({
    params: { caseId, ...more },
    body,
  })
  const ofColleague = (body: Json = {}): Example => ({ params: { recipientId: colleague }, body })
  return {
    'POST /console/api/sign-in': { body: { secret: key } },
    'POST /console/api/second-factor': { body: { code: '123456' } },
    'POST /console/api/second-factor/passkey-options': { body: {} },
    'POST /console/api/second-factor/passkey': { body: { shown: shownPasskey } },
    'POST /console/api/passkeys/options': { body: {} },
    'POST /console/api/passkeys': { body: { name: 'โทรศัพท์', made: madePasskey } },
    'POST /console/api/passkeys/:passkeyId/removal': { body: {} },
    'POST /console/api/roles/:mark/:role/end': { params: { role: 'executive' }, body: { evenIfLast: 'yes' } },
    'POST /console/api/invitations/:mark/withdrawal': { body: {} },
    'POST /console/api/groups/:mark/end': { body: {} },
    'POST /console/api/sign-out': { body: {} },
    'POST /console/api/sign-out-everywhere': { body: {} },
    'POST /console/api/keys': { body: { name: 'ผู้อ่าน', wrapped } },
    'POST /console/api/keys/challenge': { body: { publicKey: ownKey.publicKey } },
    'POST /console/api/keys/take-over': { body: { answer: key, wrapped } },
    'POST /console/api/keys/tab-secret': { body: { publicKey: ownKey.publicKey } },
    'PUT /console/api/keys/own': { body: { ...wrapped, publicKey: ownKey.publicKey } },
    'POST /console/api/cases/:caseId/exports': ofCase({ what: 'export' }),
    'POST /console/api/cases/:caseId/notes': ofCase(part()),
    'POST /console/api/cases/:caseId/assignment': ofCase({ to: [ownKey.id] }),
    'POST /console/api/cases/:caseId/keys': ofCase({ recipientId: colleague, ...sealedKeys() }),
    'PUT /console/api/cases/:caseId/uploads/:id': {
      params: { caseId, id: newVaultId() },
      body: sealedFile(),
    },
    'POST /console/api/cases/:caseId/replies': ofCase({ ...part(), files: [newVaultId()] }),
    'POST /console/api/cases/:caseId/redactions': ofCase(part()),
    'POST /console/api/cases/:caseId/status': ofCase({
      ...{ to: 'inProgress', from: 'received', on: '2026-11-19', reopen: false },
      reason: part(),
    }),
    'POST /console/api/cases/:caseId/category': ofCase({ sort, reason: part() }),
    'POST /console/api/cases/:caseId/unit': ofCase({ unit: 'กองคลัง' }),
    'POST /console/api/cases/:caseId/extension': ofCase({ to: '2026-12-20', reason: part() }),
    'POST /console/api/cases/:caseId/work': ofCase({ kind: 'duplicate', number: 'ท 1/2570' }),
    'POST /console/api/cases/:caseId/notices/:noticeId/ring': ofCase({}),
    'POST /console/api/cases/:caseId/notices/:noticeId/closed': ofCase({}),
    'POST /console/api/cases/:caseId/mutes/:muteId': ofCase({}),
    'POST /console/api/entries/begun': { body: {} },
    'PUT /console/api/uploads/:newCaseId/:id': { params: { id: newVaultId() }, body: sealedFile() },
    'POST /console/api/entries': {
      body: {
        ...{ pass: stored(80), sort, channel: 'letter', receivedOn: '2026-11-18', leftOut: [] },
        ...{ recipients: [{ recipientId: ownKey.id, ...sealedKeys() }], body: stored(80), files: [] },
      },
    },
    'POST /console/api/officers/:recipientId/approval': ofColleague(),
    'POST /console/api/officers/:recipientId/withdrawal': ofColleague(),
    'POST /console/api/officers/:recipientId/removal': ofColleague(),
    'POST /console/api/officers/:recipientId/scope': ofColleague({
      kinds: { corruption: true, general: true },
      knownAs: ['สมหมาย ใจตรง'],
    }),
    'POST /console/api/officers/:recipientId/sign-out': ofColleague(),
    'POST /console/api/officers/:recipientId/second-factor-reset': ofColleague(),
    'POST /console/api/campaigns/:campaignId/:control': { params: { control: 'pause' }, body: {} },
    'POST /console/api/settings': {
      body: {
        ...{ answerDays: 15, reminderDays: [7, 12], holidays: ['2026-12-05'], smallCellThreshold: 5 },
        ...{ noticeWindows: [{ from: '09:00', to: '16:00' }], logo: '', guide: { director: null } },
        leaveNowUrl: 'https://www.tmd.go.th/',
      },
    },
  }
}

const madePasskey = {
  ...{ id: stored(16), rawId: stored(16), type: 'public-key', clientExtensionResults: {} },
  response: { clientDataJSON: stored(120), attestationObject: stored(200), transports: ['internal'] },
}
const shownPasskey = {
  ...{ id: stored(16), rawId: stored(16), type: 'public-key', clientExtensionResults: {} },
  response: { clientDataJSON: stored(120), authenticatorData: stored(37), signature: stored(70) },
}

/** The chat page of the LINE stand-in: in a trial only, and still no way to bring a trial down. */
const trialExamples: Readonly<Record<string, Example>> = {
  'POST /people': { body: { name: 'คนใหม่', language: 'th', friend: true } },
  'POST /groups': { body: { name: 'กลุ่มใหม่', members: [] } },
  'POST /groups/:groupId/members': { body: { userId: 'U1' } },
  'POST /chats/:key/menu-taps': { body: { as: 'U1', index: 0 } },
  'POST /chats/:key/says': { body: { as: 'U1', text: 'สวัสดี' } },
  'POST /chats/:key/presses': { body: { as: 'U1', messageId: '1', index: 0 } },
  'POST /chats/:key/pictures': { body: sealedFile() },
  'POST /chats/:key/files': { body: sealedFile() },
  'POST /chats/:key/unsends': { body: { as: 'U1', messageId: '1' } },
  'POST /chats/:key/follows': { body: { as: 'U1' } },
  'POST /chats/:key/blocks': { body: { as: 'U1' } },
}
