// An officer's own key: made, taken over from a file, wrapped anew. What arrives here is wrapped in the browser; the server
// could not open it if it wanted to.
import { z } from 'zod'
import type th from '../../../../../locales/th/console.json'
import type { OfficerKeysRules } from '../../../../features/console/officer-keys-rules.js'
import type { SignInRules } from '../../../../features/console/sign-in-rules.js'
import { textsOf } from '../../../../i18n/texts.js'
import { wrappedKeySchema } from '../../../../sealing/officer-key.js'
import type { ConsoleCookie } from '../console-cookie.js'
import type { ConsoleDoor } from '../console-door.js'
import type { ConsoleFrame } from '../console-frame.js'

const say = textsOf<typeof th>('console')
const label = z.string().trim().min(1).max(120)
const enrolment = z.strictObject({ name: label, wrapped: wrappedKeySchema })
const challenge = z.strictObject({ publicKey: z.string().length(43) })
const takeOver = z.strictObject({ answer: z.string().max(100), wrapped: wrappedKeySchema })

export function addKeyRoutes(
  door: ConsoleDoor,
  {
    keys,
    frame,
    signIn,
    cookie,
    agencyName,
  }: {
    readonly agencyName: { readonly th: string; readonly en: string }
    readonly keys: OfficerKeysRules
    readonly frame: ConsoleFrame
    readonly signIn: Pick<SignInRules, 'tabSecret'>
    readonly cookie: Pick<ConsoleCookie, 'read'>
  },
): void {
  door.on('GET /console/key', async ({ response, visitor }) => {
    const own = await keys.ofAccount(visitor.key)
    await frame(response, {
      visitor,
      path: '/console/key',
      title: say(visitor.language, 'key.title'),
      script: 'console-key',
      data: {
        name: visitor.name,
        agencyNames: [agencyName.th, agencyName.en],
        own: own && { id: own.id, state: own.state, wrapped: own.wrapped },
      },
      children: <div id="app" class="narrow" aria-live="polite" />,
    })
  })

  door.on('POST /console/api/keys', async ({ request, response, visitor }) => {
    const read = enrolment.safeParse(request.body)
    if (!read.success) return void response.status(400).json({ why: 'badValues' })
    // The roster's name, where there is one: nobody enrols under a colleague's.
    const asked = await keys.enrol(visitor, visitor.name ?? read.data.name, read.data.wrapped)
    response.status(asked.ok ? 200 : 409).json(asked)
  })

  door.on('POST /console/api/keys/challenge', async ({ request, response, visitor }) => {
    const read = challenge.safeParse(request.body)
    const sealed = read.success ? await keys.challenge(visitor, read.data.publicKey) : undefined
    if (sealed === undefined) return void response.status(404).json({ why: 'notYours' })
    response.json({ sealed })
  })

  door.on('POST /console/api/keys/take-over', async ({ request, response, visitor }) => {
    const read = takeOver.safeParse(request.body)
    if (!read.success) return void response.status(400).json({ why: 'badValues' })
    const asked = await keys.takeOver(visitor, read.data.answer, read.data.wrapped)
    response.status(asked.ok ? 200 : 409).json(asked)
  })

  door.on('POST /console/api/keys/tab-secret', async ({ request, response, visitor }) => {
    const read = challenge.safeParse(request.body)
    const own = await keys.ofAccount(visitor.key)
    const token = cookie.read(request)
    if (!read.success || token === undefined || own?.wrapped.publicKey !== read.data.publicKey)
      return void response.status(404).json({ why: 'notYours' })
    response.json({ secret: signIn.tabSecret(token, own.id) })
  })

  door.on('PUT /console/api/keys/own', async ({ request, response, visitor }) => {
    const read = wrappedKeySchema.safeParse(request.body)
    if (!read.success) return void response.status(400).json({ why: 'badValues' })
    const done = await keys.wrapAgain(visitor, read.data)
    response.status(done ? 200 : 409).json(done ? { ok: true } : { why: 'notYours' })
  })
}
