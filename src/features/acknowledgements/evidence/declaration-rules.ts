// Who may acknowledge which policy, and who has. One answer for each person and version; a new version or a new fiscal year
// asks everybody again. Refuses to record an acknowledgement of a text that was not opened, unless a setting says so.
import { type Day, dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../../i18n/texts.js'
import { lastDayToAcknowledge, type PolicyRules } from '../policies/policy-rules.js'
import { asks, type Policy, policyWordsFor } from '../policies/policy-schema.js'
import type { AcknowledgementsDeps } from '../room-deps.js'
import type { Chained, Declaration } from './declaration-chain.js'

export interface Press {
  readonly policyKey: string
  readonly version: number
  readonly staffId: string
  readonly at: Date
  /** The LINE channel's name. */
  readonly channel: string
  readonly place: 'private' | 'group'
  /** The language of the card that was pressed. */
  readonly language: Language
  readonly eventKey: string
}

/** Why nothing can be declared about a policy now, and what was declared before. */
type NotNow =
  | { readonly kind: 'already'; readonly policy: Policy; readonly at: Date; readonly number: number }
  /** The card was of an older version, and the current one is not acknowledged yet. */
  | { readonly kind: 'oldVersion'; readonly current: Policy }
  | { readonly kind: 'closed' | 'notOpen'; readonly policy: Policy }
  | { readonly kind: 'unknownPolicy' }
  /** Not, or no longer, on the roster. */
  | { readonly kind: 'notStaff' }

export type Acknowledged =
  | NotNow
  | { readonly kind: 'recorded'; readonly policy: Policy; readonly at: Date; readonly number: number }
  /** The text has not been opened yet. */
  | { readonly kind: 'notRead'; readonly policy: Policy }
  /** It was opened so shortly before that it cannot have been read. */
  | { readonly kind: 'tooSoon'; readonly policy: Policy; readonly seconds: number }

export type Refused =
  | NotNow
  /** alreadyRefused: since `at`, with the reason that was given then; the new one is not kept. */
  | { readonly kind: 'refused' | 'alreadyRefused'; readonly policy: Policy; readonly at: Date }

export interface Paper {
  readonly policyKey: string
  readonly version: number
  readonly staffId: string
  readonly signedOn: Day
  readonly witnessId: string
  /** Staff id or pseudonym of the officer who enters it. */
  readonly recordedBy: string
  readonly at: Date
  readonly language: Language
  readonly eventKey: string
}

export type PaperRecorded =
  | { readonly ok: true; readonly policy: Policy; readonly number: number }
  | {
      readonly ok: false
      readonly why: 'unknownPolicy' | 'notStaff' | 'already' | 'witnessIsSigner' | 'notThatDay'
    }

export type TakenOver =
  | { readonly ok: true }
  /** Of the first that cannot have been so; nothing was written. */
  | { readonly ok: false; readonly why: 'unknownPolicy' | 'notOpen' | 'closed' | 'notStaff' }

export interface Refusal {
  readonly staffId: string
  readonly name: string
  readonly unit: string
  readonly at: Date
  readonly reason: string
}

export interface DeclarationRules {
  /** The text was shown to this person; says whether it was shown in the same group just before. */
  opened(press: Press & { readonly chat: string }): Promise<{ readonly shownJustBefore: boolean }>
  acknowledge(press: Press): Promise<Acknowledged>
  /** Counted apart from acknowledgements; whoever changes their mind can still acknowledge. */
  refuse(press: Press & { readonly reason: string }): Promise<Refused>
  /** A signature on paper of somebody without LINE, marked as such. */
  recordPaper(paper: Paper): Promise<PaperRecorded>
  /** For ethics officers only: the caller sees to that. Without those who have acknowledged since. */
  refusals(policyKey: string, version: number): Promise<Refusal[]>
  /** By the button or on paper; `undefined` when there is none. */
  acknowledgementBy(staffId: string, policyKey: string, version: number): Promise<Chained | undefined>
  /** Many at once, as from a list that was signed elsewhere. What somebody has acknowledged already stays as it is. */
  takeOver(signed: readonly Press[]): Promise<TakenOver>
  /** The current policies that ask this person and have no answer, the nearest due day first. */
  pendingFor(staffId: string, today: Day): Promise<Policy[]>
}

const reasonPurpose = 'acknowledgement-refusal'
/** So long a text that was shown in a group is still to be seen there. */
const shownMinutes = 15

export function createDeclarationRules(deps: AcknowledgementsDeps, policies: PolicyRules): DeclarationRules {
  const { models, people, settings, keyring, audit } = deps

  /** What stands in the way of any declaration; `undefined` when nothing does. */
  async function obstacle(
    press: Press,
  ): Promise<NotNow | { readonly policy: Policy; readonly before?: Chained }> {
    const { policyKey, version, staffId, at } = press
    const today = dayInBangkok(at)
    const policy = await policies.policyVersion(policyKey, version)
    if (!policy) return { kind: 'unknownPolicy' }
    if (!(await people.staffById(staffId))?.active) return { kind: 'notStaff' }
    const newest = (await policies.newestPolicy(policyKey, today)) ?? policy
    const before = await models.declarations.find(policyKey, newest.version, staffId)
    if (before && before.kind !== 'refused' && before.eventKey !== press.eventKey)
      return { kind: 'already', policy: newest, at: before.at, number: before.number }
    if (today > lastDayToAcknowledge(newest)) return { kind: 'closed', policy: newest }
    if (policy.opens > today) return { kind: 'notOpen', policy }
    if (version < newest.version) return { kind: 'oldVersion', current: newest }
    return { policy, ...(before && { before }) }
  }

  async function notReadYet(
    { policyKey, version, staffId, at }: Press,
    policy: Policy,
  ): Promise<Acknowledged | undefined> {
    const { mustOpenText, minimumReadingSeconds } = await settings.get()
    if (!mustOpenText) return undefined
    const openedAt = await models.readings.openedAt(policyKey, version, staffId)
    if (!openedAt) return { kind: 'notRead', policy }
    const seconds = Math.ceil(minimumReadingSeconds - (at.getTime() - openedAt.getTime()) / 1000)
    return seconds > 0 ? { kind: 'tooSoon', policy, seconds } : undefined
  }

  async function acknowledge(press: Press): Promise<Acknowledged> {
    const found = await obstacle(press)
    if ('kind' in found) return found
    const { policy, before } = found
    // The same event again, after a crash: it was recorded, so it is told so.
    if (before?.eventKey === press.eventKey)
      return { kind: 'recorded', policy, at: before.at, number: before.number }
    const unread = await notReadYet(press, policy)
    if (unread) return unread
    const kept = await models.declarations.record(acknowledgementOf(press, policy))
    const kind = kept.eventKey === press.eventKey ? 'recorded' : 'already'
    return { kind, policy, at: kept.at, number: kept.number }
  }

  async function takeOver(signed: readonly Press[]): Promise<TakenOver> {
    const [all, roster] = await Promise.all([models.policies.policies(), people.activeStaff()])
    const staffIds = new Set(roster.map(({ staffId }) => staffId))
    const declarations: Declaration[] = []
    for (const press of signed) {
      const { policyKey, version, staffId, at } = press
      const policy = all.find((one) => one.key === policyKey && one.version === version)
      const day = dayInBangkok(at)
      if (!policy) return { ok: false, why: 'unknownPolicy' }
      if (!staffIds.has(staffId)) return { ok: false, why: 'notStaff' }
      if (policy.opens > day) return { ok: false, why: 'notOpen' }
      if (day > lastDayToAcknowledge(policy)) return { ok: false, why: 'closed' }
      declarations.push(acknowledgementOf(press, policy))
    }
    const about = String(declarations.length)
    await audit.record({ who: 'system', action: 'acknowledgements taken over', about, outcome: 'done' })
    await models.declarations.recordAll(declarations)
    return { ok: true }
  }

  return {
    acknowledge,
    takeOver,
    async opened({ policyKey, version, staffId, at, chat, place, eventKey }) {
      const of = { policyKey, version, eventKey }
      const since = new Date(at.getTime() - shownMinutes * 60_000)
      const shownJustBefore = place === 'group' && (await models.readings.shownIn(chat, of, since))
      await models.readings.open({ ...of, staffId, at, chat })
      return { shownJustBefore }
    },
    async refuse({ reason, ...press }) {
      const found = await obstacle(press)
      if ('kind' in found) return found
      const { policy } = found
      const { policyKey, version, staffId, at, channel, place, eventKey } = press
      const { language, sha256 } = policyWordsFor(policy, press.language)
      const sealed = keyring.seal(reasonPurpose, reason, staffId).toString('base64url')
      const declared = {
        policyKey,
        version,
        staffId,
        at,
        language,
        textHash: sha256,
        eventKey,
        channel,
        place,
      }
      const kept = await models.declarations.record({ ...declared, kind: 'refused', reason: sealed })
      return { kind: kept.eventKey === eventKey ? 'refused' : 'alreadyRefused', policy, at: kept.at }
    },
    async recordPaper(paper) {
      const { policyKey, version, staffId, signedOn, witnessId, recordedBy, at, eventKey } = paper
      const policy = await policies.policyVersion(policyKey, version)
      if (!policy) return { ok: false, why: 'unknownPolicy' }
      if (witnessId === staffId) return { ok: false, why: 'witnessIsSigner' }
      const [signer, witness] = await Promise.all([people.staffById(staffId), people.staffById(witnessId)])
      if (!signer?.active || !witness) return { ok: false, why: 'notStaff' }
      const lastDay = [dayInBangkok(at), lastDayToAcknowledge(policy)].sort()[0] ?? signedOn
      if (signedOn < policy.opens || signedOn > lastDay) return { ok: false, why: 'notThatDay' }
      const { language, sha256 } = policyWordsFor(policy, paper.language)
      const declared = { policyKey, version, staffId, at, language, textHash: sha256, eventKey }
      const about = `${policyKey} ${version} ${staffId}`
      await audit.record({ who: recordedBy, action: 'paper signature recorded', about, outcome: 'done' })
      const kept = await models.declarations.record({
        ...declared,
        kind: 'paper',
        signedOn,
        witnessId,
        recordedBy,
      })
      if (kept.eventKey !== eventKey) return { ok: false, why: 'already' }
      return { ok: true, policy, number: kept.number }
    },
    async acknowledgementBy(staffId, policyKey, version) {
      const found = await models.declarations.find(policyKey, version, staffId)
      return found?.kind === 'refused' ? undefined : found
    },
    async refusals(policyKey, version) {
      const rows = await models.declarations.rows(policyKey, version)
      const given = new Set(rows.filter(({ kind }) => kind !== 'refused').map(({ staffId }) => staffId))
      const open = rows.flatMap((row) => (row.kind === 'refused' && !given.has(row.staffId) ? [row] : []))
      const staff = await Promise.all(open.map(({ staffId }) => people.staffById(staffId)))
      return open.map(({ staffId, at, reason }, index) => ({
        staffId,
        name: staff[index]?.name ?? '',
        unit: staff[index]?.unit ?? '',
        at,
        reason: keyring.open(reasonPurpose, Buffer.from(reason, 'base64url'), staffId).toString('utf8'),
      }))
    },
    async pendingFor(staffId, today) {
      const [current, answered, staff] = await Promise.all([
        policies.currentPolicies(today),
        models.declarations.answeredBy(staffId),
        people.staffById(staffId),
      ])
      if (!staff?.active) return []
      return current
        .filter((policy) => asks(policy, staff.unit))
        .filter(
          ({ key, version }) => !answered.some((one) => one.policyKey === key && one.version === version),
        )
        .sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
    },
  }
}

function acknowledgementOf(press: Press, policy: Policy): Declaration {
  const { policyKey, version, staffId, at, channel, place, eventKey } = press
  const { language, sha256 } = policyWordsFor(policy, press.language)
  const declared = { policyKey, version, staffId, at, language, textHash: sha256, eventKey }
  return { ...declared, kind: 'acknowledged', channel, place }
}
