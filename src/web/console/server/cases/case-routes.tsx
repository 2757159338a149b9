// One case: its page, which is an empty frame until the officer's browser opens what is sealed, and everything that can be
// done with it. Reasons, notes and replies arrive sealed; the server checks their shape and never their words.
import { z } from 'zod'
import type th from '../../../../../locales/th/console.json'
import { retentionClasses } from '../../../../features/cases/case.js'
import type { CaseOfficerRules } from '../../../../features/cases/officer/case-officer-rules.js'
import {
  complaintStatuses,
  corruptionCategories,
  generalCategories,
} from '../../../../features/complaints/complaint-kinds.js'
import { waysFrom } from '../../../../features/complaints/complaint-status.js'
import type { OfficerKeysRules } from '../../../../features/console/officer-keys-rules.js'
import type { SpaceRules } from '../../../../features/space/space-rules.js'
import { type Day, isDay } from '../../../../i18n/calendar/thai-calendar.js'
import { textsOf, textTreeOf } from '../../../../i18n/texts.js'
import { vaultIdPattern } from '../../../../sealing/vault-encoding.js'
import type { Recipients } from '../../../../security/vault-recipients.js'
import { isClosed } from '../access-matrix.js'
import type { ConsoleDoor, EnteredCase } from '../console-door.js'
import type { ConsoleFrame } from '../console-frame.js'
import { takeSentFile } from './sent-file.js'

const say = textsOf<typeof th>('console')
const part = z.strictObject({
  id: z.string().regex(vaultIdPattern),
  sealed: z
    .string()
    .regex(/^[\w-]+$/)
    .max(400_000),
})
const name = part.shape.id
const reply = part.extend({ files: z.array(name).max(10).default([]) })
const day = z.string().refine(isDay).pipe(z.custom<Day>())
const ids = z.array(z.string().max(40)).max(50)
const changes = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('held') }),
  z.strictObject({ kind: z.literal('released') }),
  z.strictObject({ kind: z.literal('answered') }),
  z.strictObject({ kind: z.literal('notDuplicate') }),
  z.strictObject({ kind: z.literal('classified'), as: z.enum(retentionClasses) }),
  z.strictObject({ kind: z.literal('duplicate'), number: z.string().max(40) }),
])
const status = z.strictObject({
  to: z.enum(complaintStatuses).exclude(['received']),
  from: z.enum(complaintStatuses),
  on: day,
  reopen: z.boolean(),
  reason: part,
})
const sort = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('corruption'),
    category: z.enum([...corruptionCategories, 'unspecified']),
  }),
  z.strictObject({ kind: z.literal('general'), category: z.enum(generalCategories) }),
])
const category = z.strictObject({ sort, reason: part })
/** `null`: nobody knows, or none of the agency's. */
const concernedUnit = z.strictObject({ unit: z.string().min(1).max(200).nullable() })
const extension = z.strictObject({ to: day, reason: part })
const assignment = z.strictObject({ to: ids })
const exported = z.strictObject({ what: z.enum(['export', 'letter']) })
const letIn = z.union([
  z.strictObject({
    recipientId: z.string().max(40),
    sealedKey: z.string().max(400),
    sealedOriginalsKey: z.string().max(400),
  }),
  z.strictObject({ recipientId: z.string().max(40), named: z.literal(true) }),
])

export interface CaseRouteDeps {
  readonly officer: CaseOfficerRules
  readonly space: Pick<SpaceRules, 'hold'>
  readonly keys: OfficerKeysRules
  readonly recipients: Pick<Recipients, 'list'>
  readonly frame: ConsoleFrame
}

export function addCaseRoutes(door: ConsoleDoor, deps: CaseRouteDeps): void {
  const { officer: rules, keys, recipients, space, frame } = deps

  /** Reads the body, does it, answers. */
  function doing<T>(
    schema: z.ZodType<T>,
    act: (
      entered: EnteredCase,
      body: T,
    ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly why: string }>,
  ) {
    return async (entered: EnteredCase): Promise<void> => {
      const read = schema.safeParse(entered.request.body)
      const done = read.success ? await act(entered, read.data) : ({ ok: false, why: 'badValues' } as const)
      entered.response.status(done.ok ? 200 : 409).json(done.ok ? { ok: true } : { why: done.why })
    }
  }

  door.onCase('GET /console/cases/:caseId', async ({ response, visitor, caseId, reader }) => {
    const { language } = visitor
    const own = await keys.ofAccount(visitor.key)
    await frame(response, {
      visitor,
      path: `/console/cases/${caseId}`,
      title: say(language, 'case.title'),
      script: 'console-case',
      data: {
        caseId,
        reader,
        officerName: visitor.name ?? own?.name ?? '',
        wrapped: own?.wrapped,
        complaintWords: textTreeOf(language, 'complaints'),
        tellingWords: textTreeOf(language, 'telling'),
        fileWords: textTreeOf(language, 'files'),
      },
      children: (
        <div id="app">
          <p class="quiet">{say(language, 'case.opening')}</p>
        </div>
      ),
    })
  })

  /** That there is another case is told only to those who can read that one, too. */
  async function originalFor(reader: string, duplicateOf: string | undefined) {
    if (duplicateOf === undefined) return {}
    return isClosed(await rules.relation(duplicateOf, reader)) ? {} : { duplicateOf }
  }

  door.onCase('GET /console/api/cases/:caseId', async ({ response, caseId, officer, relation }) => {
    const found = await rules.read(caseId, officer)
    if (!found) return void response.status(404).json({ why: 'notThere' })
    const names = (await recipients.list()).map(({ id, name }) => ({ id, name }))
    const { duplicateOf, ...rest } = found.work
    const work = { ...rest, ...(await originalFor(officer.reader, duplicateOf)) }
    response.json({ ...found, work, relation, names, ways: waysFrom[found.complaint.status] })
  })

  door.onCase(
    'GET /console/api/cases/:caseId/attachments/:id',
    async ({ request, response, caseId, officer }) => {
      const sealed = await rules.attachment(caseId, String(request.params.id), officer)
      if (!sealed) return void response.status(404).json({ why: 'notThere' })
      response.type('application/octet-stream').send(Buffer.from(sealed))
    },
  )

  door.onCase(
    'POST /console/api/cases/:caseId/exports',
    doing(exported, async ({ caseId, officer }, { what }) => {
      await rules.noteExport(caseId, officer, what)
      return { ok: true }
    }),
  )
  door.onCase(
    'POST /console/api/cases/:caseId/notes',
    doing(part, ({ caseId, officer }, body) => rules.write(caseId, 'note', body, officer)),
  )
  door.onCase(
    'POST /console/api/cases/:caseId/replies',
    doing(reply, ({ caseId, officer }, body) => rules.reply(caseId, body, officer)),
  )
  door.onCase('PUT /console/api/cases/:caseId/uploads/:id', async (entered) => {
    const { request, response, caseId, officer } = entered
    const id = name.safeParse(request.params.id)
    if (!id.success) return void response.status(409).json({ ok: false, why: 'badValues' })
    const sender = rules.senderOfFile(caseId, officer)
    await takeSentFile(space, entered, sender, (sealed, room) =>
      rules.takeFile(caseId, { id: id.data, sealed }, officer, room),
    )
  })
  door.onCase(
    'POST /console/api/cases/:caseId/redactions',
    doing(part, ({ caseId, officer }, body) => rules.write(caseId, 'decision', body, officer)),
  )
  door.onCase(
    'POST /console/api/cases/:caseId/assignment',
    doing(assignment, ({ caseId, officer }, { to }) =>
      rules.change(caseId, { kind: 'assigned', to }, officer),
    ),
  )
  door.onCase(
    'POST /console/api/cases/:caseId/status',
    doing(status, ({ caseId, officer }, { reason, ...change }) =>
      rules.changeStatus(caseId, change, reason, officer),
    ),
  )
  door.onCase(
    'POST /console/api/cases/:caseId/category',
    doing(category, ({ caseId, officer }, body) => rules.correct(caseId, body.sort, body.reason, officer)),
  )
  door.onCase(
    'POST /console/api/cases/:caseId/unit',
    doing(concernedUnit, ({ caseId, officer }, { unit }) =>
      rules.nameUnit(caseId, unit ?? undefined, officer),
    ),
  )
  door.onCase(
    'POST /console/api/cases/:caseId/extension',
    doing(extension, ({ caseId, officer }, { to, reason }) => rules.extend(caseId, to, reason, officer)),
  )
  door.onCase(
    'POST /console/api/cases/:caseId/work',
    doing(changes, async ({ caseId, officer }, change) => {
      if (change.kind !== 'duplicate') return rules.change(caseId, change, officer)
      const of = await rules.withNumber(change.number, officer)
      return of === undefined
        ? { ok: false, why: 'unknownOriginal' }
        : rules.change(caseId, { kind: 'duplicate', of }, officer)
    }),
  )

  door.onCase(
    'POST /console/api/cases/:caseId/keys',
    doing(letIn, ({ caseId, officer }, body) =>
      'named' in body
        ? rules.leaveOut(caseId, body.recipientId, officer)
        : rules.letIn(caseId, body, officer),
    ),
  )
}
