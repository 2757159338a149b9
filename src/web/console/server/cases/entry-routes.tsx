// What reached the agency by letter, telephone, e-mail or in person: an officer writes it down, the browser seals it to those
// who may read it, and it goes into the same register as everything else. The name of the new case is the server's: no id of a case
// that is there comes in by this way.
import { z } from 'zod'
import type th from '../../../../../locales/th/console.json'
import type { CaseFilingRules } from '../../../../features/cases/filing/case-filing-rules.js'
import type { CaseRecipientsRules } from '../../../../features/cases/filing/case-recipients-rules.js'
import type { CaseUploadsRules } from '../../../../features/cases/filing/case-uploads-rules.js'
import {
  complaintKinds,
  corruptionCategories,
  enteredByHand,
  generalCategories,
} from '../../../../features/complaints/complaint-kinds.js'
import type { ConcernedUnits } from '../../../../features/complaints/concerned-units-rules.js'
import type { SpaceRules } from '../../../../features/space/space-rules.js'
import { type Day, dayInBangkok, isDay } from '../../../../i18n/calendar/thai-calendar.js'
import { textsOf, textTreeOf } from '../../../../i18n/texts.js'
import type { Clock } from '../../../../operation/clock.js'
import { vaultVersion } from '../../../../sealing/vault.js'
import { vaultIdPattern } from '../../../../sealing/vault-encoding.js'
import type { ConsoleDoor } from '../console-door.js'
import type { ConsoleFrame } from '../console-frame.js'
import type { EntryPasses } from './entry-pass.js'
import { takeSentFile } from './sent-file.js'

const say = textsOf<typeof th>('console')
const name = z.string().regex(vaultIdPattern)
const entry = z.strictObject({
  pass: z.string().max(1000),
  sort: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('corruption'),
      category: z.enum([...corruptionCategories, 'unspecified']),
    }),
    z.strictObject({ kind: z.literal('general'), category: z.enum(generalCategories) }),
  ]),
  channel: z.enum(['letter', 'telephone', 'walkIn', 'email']),
  receivedOn: z.string().refine(isDay).pipe(z.custom<Day>()),
  recipients: z
    .array(
      z.strictObject({
        recipientId: z.string().max(40),
        sealedKey: z.string().max(400),
        sealedOriginalsKey: z.string().max(400),
      }),
    )
    .min(1)
    .max(100),
  leftOut: z.array(z.string().max(40)).max(100),
  body: z
    .string()
    .regex(/^[\w-]+$/)
    .max(1_500_000),
  /** Ten, each cleaned and untouched. */
  files: z.array(name).max(20),
  /** Kept sealed, as when it is named on the page of the case. */
  unit: z.string().min(1).max(200).optional(),
})

const notThere = { why: 'notThere' }

export interface EntryRouteDeps {
  readonly filing: Pick<CaseFilingRules, 'file' | 'isFiled'>
  readonly passes: EntryPasses
  readonly readers: CaseRecipientsRules
  readonly uploads: CaseUploadsRules
  readonly space: Pick<SpaceRules, 'hold'>
  readonly concerned: Pick<ConcernedUnits, 'choices'>
  readonly clock: Clock
  readonly frame: ConsoleFrame
}

export function addEntryRoutes(door: ConsoleDoor, deps: EntryRouteDeps): void {
  const { filing, readers, uploads, space, passes, concerned, clock, frame } = deps

  door.on('GET /console/entry', async ({ response, visitor }) => {
    const { language } = visitor
    const units = await concerned.choices()
    await frame(response, {
      visitor,
      path: '/console/entry',
      title: say(language, 'entry.title'),
      script: 'console-entry',
      data: {
        today: dayInBangkok(clock()),
        channels: enteredByHand,
        units,
        complaintWords: textTreeOf(language, 'complaints'),
        tellingWords: textTreeOf(language, 'telling'),
        fileWords: textTreeOf(language, 'files'),
      },
      children: <div id="app" class="narrow" aria-live="polite" />,
    })
  })

  door.on('GET /console/api/readers', async ({ request, response }) => {
    const kind = complaintKinds.find((one) => one === request.query.kind) ?? 'corruption'
    const [readBy, marks] = await Promise.all([readers.readersOf(kind), readers.marks()])
    response.json({ readers: readBy, marks })
  })

  door.on('POST /console/api/entries/begun', ({ response, visitor }) => {
    response.json(passes.begin(visitor.key))
  })

  // Before anything is read of a body: a case that is there already gets the same answer as one that never was.
  door.on('PUT /console/api/uploads/:newCaseId/:id', async (entered) => {
    const { request, response, visitor } = entered
    const begun = passes.read(visitor.key, request.get('x-entry-pass'))
    if (!begun || begun.caseId !== request.params.newCaseId) return void response.status(404).json(notThere)
    const id = name.safeParse(request.params.id)
    if (!id.success) return void response.status(400).json({ why: 'badValues' })
    const { caseId, until } = begun
    const owner = { caseId, by: `entry ${visitor.key}` } as const
    await takeSentFile(space, entered, { owner, until }, (sealed, room) =>
      uploads.take({ id: id.data, sealed, until }, owner, room),
    )
  })

  door.on('POST /console/api/entries', async ({ request, response, visitor }) => {
    const read = entry.safeParse(request.body)
    if (!read.success) return void response.status(400).json({ why: 'badValues' })
    const { pass, sort, recipients, leftOut, body, files, unit, ...facts } = read.data
    const begun = passes.read(visitor.key, pass)
    if (!begun) return void response.status(404).json(notThere)
    const { caseId } = begun
    const now = (await readers.readersOf(sort.kind)).map(({ id }) => id).sort()
    const meant = [...recipients.map(({ recipientId }) => recipientId), ...leftOut].sort()
    if (JSON.stringify(now) !== JSON.stringify(meant))
      return void response.status(409).json({ why: 'recipientsChanged' })
    if (facts.receivedOn > dayInBangkok(clock())) return void response.status(409).json({ why: 'inFuture' })
    // Before anything is stored: a case without the unit that was chosen would be counted wrongly.
    if (unit !== undefined && !(await concerned.choices()).includes(unit))
      return void response.status(409).json({ why: 'unknownUnit' })
    // One letter: with another one, or after this one is a case, the pass changes nothing any more.
    if (!(await passes.spend(pass, read.data))) return void response.status(404).json(notThere)
    if (await filing.isFiled(caseId)) return void response.json({ ok: true })
    if (!(await uploads.settle({ caseId, by: `entry ${visitor.key}` }, files)))
      return void response.status(409).json({ why: 'filesMissing' })
    await filing.file({
      ...{ caseId, sort, leftOut, by: visitor.who, ...facts, ...(unit !== undefined && { unit }) },
      envelope: { version: vaultVersion, recipients, body },
    })
    response.json({ ok: true })
  })
}
