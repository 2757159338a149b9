// Whose keys open cases: approve a new one after comparing its fingerprint, remove one, say what it takes, let a colleague read
// what was sealed before. The page says plainly what removing cannot undo.
import { z } from 'zod'
import type th from '../../../../../locales/th/console.json'
import type { CaseRecipientsRules } from '../../../../features/cases/filing/case-recipients-rules.js'
import { namingWarnings } from '../../../../features/cases/names/naming-words.js'
import type { CaseOfficerRules } from '../../../../features/cases/officer/case-officer-rules.js'
import { complaintKinds } from '../../../../features/complaints/complaint-kinds.js'
import type { Decided, KeyState, OfficerKeysRules } from '../../../../features/console/officer-keys-rules.js'
import { opensOn } from '../../../../features/console/reader-adding-rules.js'
import type { ReaderScopeRules } from '../../../../features/console/reader-scope-rules.js'
import type { SignInRules, Visitor } from '../../../../features/console/sign-in-rules.js'
import { type Day, dayTitle, isDay } from '../../../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../../../i18n/texts.js'
import { readableFingerprint } from '../../../../sealing/officer-key.js'
import { agencyKeyFrom } from '../../../../security/agency-key.js'
import { type Recipients, takesKind } from '../../../../security/vault-recipients.js'
import { accessMatrix, mayPass } from '../access-matrix.js'
import type { ConsoleDoor, Entered } from '../console-door.js'
import type { ConsoleFrame } from '../console-frame.js'
import { type OfficerScope, OfficerScopeFacts, OfficerScopeForm } from './officer-scope-form.js'

const say = textsOf<typeof th>('console')

export interface OfficersRouteDeps {
  readonly keys: OfficerKeysRules
  readonly scopes: ReaderScopeRules
  readonly readers: Pick<CaseRecipientsRules, 'marksOf'>
  readonly signIn: Pick<SignInRules, 'resetFactor' | 'signOutEverywhere'>
  readonly recipients: Pick<Recipients, 'list' | 'waiting'>
  readonly officer: Pick<CaseOfficerRules, 'closedTo'>
  readonly frame: ConsoleFrame
  /** Absent: there is no list that is signed with it. */
  readonly assetsKey?: Uint8Array
}

interface Row {
  readonly id: string
  readonly name: string
  readonly publicKey: string
  readonly since?: Day
  readonly state: KeyState | 'unowned' | 'proposed'
  /** Of one that a script proposed: from when it opens cases if nobody objects. */
  readonly opensOn?: Day
  readonly own: boolean
  /** Absent while nothing is sealed to it. */
  readonly scope?: OfficerScope
}

const scope = z.strictObject({
  kinds: z.strictObject({ corruption: z.boolean(), general: z.boolean() }),
  knownAs: z.array(z.string()),
})

export function addOfficersRoutes(door: ConsoleDoor, deps: OfficersRouteDeps): void {
  const { keys, scopes, readers, signIn, recipients, officer, frame } = deps

  async function rowsFor({ key: account }: Visitor): Promise<Row[]> {
    const [owned, listed, waiting] = await Promise.all([keys.all(), recipients.list(), recipients.waiting()])
    const scopeOf = (id: string): { readonly scope?: OfficerScope } => {
      const found = listed.find((one) => one.id === id)
      if (!found) return {}
      const { name, knownAs = [] } = found
      return { scope: { id, name, knownAs, kinds: complaintKinds.filter((kind) => takesKind(found, kind)) } }
    }
    const ids = new Set(owned.map(({ id }) => id))
    return [
      ...owned.map(({ id, name, owner, state, wrapped, decidedOn, askedOn }) => ({
        ...{ id, name, state, publicKey: wrapped.publicKey },
        since: decidedOn ?? askedOn,
        own: owner === account,
        ...scopeOf(id),
      })),
      ...waiting
        .filter(({ id }) => !ids.has(id))
        .map((one) => {
          const { id, name, publicKey, addedOn } = one
          const day = opensOn(one)
          return {
            ...{ id, name, publicKey, state: 'proposed' as const, own: false },
            ...(isDay(addedOn) && { since: addedOn }),
            ...(day !== undefined && { opensOn: day }),
          }
        }),
      ...listed
        .filter(({ id }) => !ids.has(id))
        .map(({ id, name, publicKey, addedOn }) => ({
          ...{ id, name, publicKey, state: 'unowned' as const, own: false },
          ...(isDay(addedOn) && { since: addedOn }),
          ...scopeOf(id),
        })),
    ]
  }

  door.on('GET /console/officers', async ({ response, visitor, reader }) => {
    const { language } = visitor
    const rows = await rowsFor(visitor)
    const agencyKey = deps.assetsKey && (await agencyKeyFrom(deps.assetsKey)).fingerprint
    await frame(response, {
      visitor,
      path: '/console/officers',
      title: say(language, 'officers.title'),
      script: 'console-officers',
      data: { own: rows.find(({ id }) => id === reader)?.publicKey },
      children: <Officers {...{ rows, visitor, agencyKey }} reads={reader !== undefined} />,
    })
  })

  const paramOf = ({ request }: Entered) => String(request.params.recipientId)
  const answer = ({ response }: Entered, done: Decided) =>
    void response.status(done.ok ? 200 : 409).json(done)

  door.on('POST /console/api/officers/:recipientId/approval', async (entered) =>
    answer(entered, await keys.approve(entered.visitor, paramOf(entered))),
  )
  door.on('POST /console/api/officers/:recipientId/withdrawal', async (entered) =>
    answer(entered, await keys.withdraw(entered.visitor, paramOf(entered))),
  )
  door.on('POST /console/api/officers/:recipientId/removal', async (entered) =>
    answer(entered, await keys.remove(entered.visitor, paramOf(entered))),
  )
  door.on('POST /console/api/officers/:recipientId/scope', async (entered) => {
    const { request, response, visitor } = entered
    const read = scope.safeParse(request.body)
    if (!read.success) return void response.status(400).json({ why: 'badValues' })
    const kinds = complaintKinds.filter((kind) => read.data.kinds[kind])
    const { knownAs } = read.data
    const done = await scopes.change(visitor, paramOf(entered), { kinds, knownAs })
    if (done.ok) return void response.json({ ok: true })
    const { language } = visitor
    const sentences =
      done.why === 'notFindable'
        ? [say(language, 'officers.notFindable', { names: done.names.join(', ') })]
        : kinds.length === 0
          ? [say(language, 'officers.takesNothing')]
          : undefined
    response.status(409).json({ why: done.why, ...(sentences && { sentences }) })
  })
  door.on('POST /console/api/officers/:recipientId/sign-out', async (entered) => {
    const owner = (await keys.all()).find(({ id }) => id === paramOf(entered))?.owner
    if (owner !== undefined) await signIn.signOutEverywhere(owner, entered.visitor.who)
    answer(entered, owner === undefined ? { ok: false, why: 'unknownKey' } : { ok: true })
  })
  door.on('POST /console/api/officers/:recipientId/second-factor-reset', async (entered) => {
    const owner = (await keys.all()).find(({ id }) => id === paramOf(entered))?.owner
    const done = owner !== undefined && (await signIn.resetFactor(owner, entered.visitor.who))
    answer(entered, done ? { ok: true } : { ok: false, why: 'unknownKey' })
  })
  door.on('GET /console/api/officers/:recipientId/closed', async (entered) => {
    const { reader, response, visitor } = entered
    if (reader === undefined) return void response.status(403).json({ why: 'notAllowed' })
    const recipientId = paramOf(entered)
    const cases = await officer.closedTo(recipientId, { reader, who: visitor.who })
    response.json({ cases, marks: await readers.marksOf(recipientId) })
  })
}

function Officers({
  rows,
  visitor,
  reads,
  agencyKey,
}: {
  readonly rows: readonly Row[]
  readonly visitor: Visitor
  readonly reads: boolean
  readonly agencyKey: string | undefined
}) {
  const { language } = visitor
  return (
    <>
      <p class="note">{say(language, 'officers.how')}</p>
      {rows.map((row) => (
        <section key={row.id} class="card officer" aria-labelledby={`name-${row.id}`}>
          <div class="row spread">
            <h2 id={`name-${row.id}`}>{row.name}</h2>
            <span class={`chip ${chips[row.state]}`}>{say(language, `officers.state.${row.state}`)}</span>
          </div>
          <p class="code">{readableFingerprint(row.id)}</p>
          {row.since !== undefined && (
            <p class="quiet">{say(language, 'officers.since', { day: dayTitle(row.since, language) })}</p>
          )}
          {row.state === 'proposed' && (
            <p class="note">
              {row.opensOn === undefined
                ? say(language, 'officers.proposed')
                : say(language, 'officers.proposedUntil', { day: dayTitle(row.opensOn, language) })}
            </p>
          )}
          {row.scope && <OfficerScopeFacts {...{ language }} scope={row.scope} />}
          <NamingWarnings {...{ row, visitor }} />
          <Actions {...{ row, visitor, reads }} />
          {row.scope && !row.own && mayPass(accessMatrix[scopeRoute], visitor.roles) && (
            <OfficerScopeForm {...{ language }} scope={row.scope} />
          )}
        </section>
      ))}
      <p class="quiet">{say(language, 'officers.removedMeans')}</p>
      {agencyKey !== undefined && (
        <section class="card" aria-labelledby="agency-key">
          <h2 id="agency-key">{say(language, 'officers.agencyKey')}</h2>
          <p class="code">{agencyKey}</p>
          <p class="quiet">{say(language, 'officers.agencyKeyMeans')}</p>
        </section>
      )}
    </>
  )
}

/** Until it is mended, and to those who can mend it: the officer who learns that a case is not kept away could make use of it. */
function NamingWarnings({ row, visitor: { language, roles } }: { row: Row; visitor: Visitor }) {
  if (row.own || row.state === 'removed' || !mayPass(accessMatrix[scopeRoute], roles)) return null
  const warnings = namingWarnings(language, [row.name, ...(row.scope?.knownAs ?? [])])
  if (warnings.length === 0) return null
  return (
    <div class="note naming">
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </div>
  )
}

const scopeRoute = 'POST /console/api/officers/:recipientId/scope'
const chips = { approved: 'done', waiting: 'warn', proposed: 'warn', removed: '', unowned: '' } as const

function Actions({ row, visitor, reads }: { row: Row; visitor: Visitor; reads: boolean }) {
  const { language, roles } = visitor
  const may = (route: keyof typeof accessMatrix) => mayPass(accessMatrix[route], roles)
  const path = `/console/api/officers/${row.id}`
  const action = (
    name: 'approval' | 'removal' | 'withdrawal' | 'sign-out' | 'second-factor-reset',
    label: string,
    sure: string,
    kind = 'second',
  ) => (
    <form autocomplete="off" data-api={`${path}/${name}`} data-sure={sure}>
      <button type="submit" class={`${kind} small`}>
        {label}
      </button>
      <p class="problem" role="alert" hidden />
    </form>
  )
  if (row.state === 'removed') return null
  return (
    <div class="row">
      {(row.state === 'waiting' || row.state === 'proposed') &&
        !row.own &&
        reads &&
        may('POST /console/api/officers/:recipientId/approval') &&
        action(
          'approval',
          say(language, 'officers.approve'),
          say(language, 'officers.sureApprove', { name: row.name, fingerprint: readableFingerprint(row.id) }),
          '',
        )}
      {row.state === 'proposed' &&
        reads &&
        action(
          'withdrawal',
          say(language, 'officers.withdraw'),
          say(language, 'officers.sureWithdraw', { name: row.name }),
        )}
      {row.state !== 'waiting' && row.state !== 'proposed' && reads && !row.own && (
        <span class="row" data-reseal={row.id} data-public-key={row.publicKey}>
          <button type="button" class="second small">
            {say(language, 'officers.reseal')}
          </button>
          <span role="status" />
          <progress value={0} max={1} hidden />
        </span>
      )}
      {!(row.state === 'proposed' && reads) &&
        may('POST /console/api/officers/:recipientId/removal') &&
        action(
          'removal',
          say(language, 'officers.remove'),
          say(language, 'officers.sureRemove', { name: row.name }),
        )}
      {row.state !== 'unowned' &&
        row.state !== 'proposed' &&
        may('POST /console/api/officers/:recipientId/sign-out') &&
        action(
          'sign-out',
          say(language, 'officers.signOut'),
          say(language, 'officers.sureSignOut', { name: row.name }),
        )}
      {row.state !== 'unowned' &&
        row.state !== 'proposed' &&
        may('POST /console/api/officers/:recipientId/second-factor-reset') &&
        action(
          'second-factor-reset',
          say(language, 'officers.resetFactor'),
          say(language, 'officers.sureReset', { name: row.name }),
        )}
    </div>
  )
}
