// Who holds which role, for administrators: since when, with which means to come in, and the way to take it back; and the codes
// that nobody has used. A LINE account is named by its place on the roster, or by a mark.
import type { Response } from 'express'
import { z } from 'zod'
import type th from '../../../../../locales/th/console.json'
import { nobodyReadsInWords, say } from '../../../../features/roles/role-words.js'
import type { RolesRules, TakenBack } from '../../../../features/roles/roles-rules.js'
import { type Language, textsOf } from '../../../../i18n/texts.js'
import type { ConsoleDoor, Entered } from '../console-door.js'
import type { ConsoleFrame } from '../console-frame.js'
import { RolesPage } from './roles-page.js'

const sayConsole = textsOf<typeof th>('console')
const ending = z.strictObject({ evenIfLast: z.literal('yes').optional() })

export interface RolesRouteDeps {
  readonly roles: RolesRules
  readonly frame: ConsoleFrame
}

export function addRolesRoutes(door: ConsoleDoor, { roles, frame }: RolesRouteDeps): void {
  door.on('GET /console/roles', async ({ response, visitor }) => {
    const { language } = visitor
    const [holders, invitations, leftKeys, groups] = await Promise.all([
      roles.holders(visitor),
      roles.openInvitations(),
      roles.leftKeys(),
      roles.groups(),
    ])
    await frame(response, {
      visitor,
      path: '/console/roles',
      title: sayConsole(language, 'nav.roles'),
      children: <RolesPage {...{ language, holders, invitations, leftKeys, groups }} />,
    })
  })

  const answer = (response: Response, done: boolean) =>
    void response.status(done ? 200 : 409).json(done ? { ok: true } : { why: 'notThere' })
  const param = ({ request }: Entered, name: 'mark' | 'role') => String(request.params[name])

  door.on('POST /console/api/roles/:mark/:role/end', async (entered) => {
    const { request, response, visitor } = entered
    const read = ending.safeParse(request.body)
    if (!read.success) return void response.status(400).json({ why: 'badValues' })
    const what = { mark: param(entered, 'mark'), role: param(entered, 'role') }
    const taken = await roles.takeBack(visitor, { ...what, evenIfLast: read.data.evenIfLast === 'yes' })
    if (taken.ok) return void response.json({ ok: true })
    const sentences = [refusalInWords(visitor.language, taken)]
    response.status(409).json({ why: taken.why, sentences })
  })

  door.on('POST /console/api/invitations/:mark/withdrawal', async (entered) => {
    const { response, visitor } = entered
    const done = await roles.withdrawInvitation(visitor, param(entered, 'mark'))
    answer(response, done)
  })

  door.on('POST /console/api/groups/:mark/end', async (entered) =>
    answer(entered.response, await roles.endGroup(entered.visitor, param(entered, 'mark'))),
  )
}

/** Where the question did not warn of it, because it was put before somebody else stopped reading, the refusal does. */
const refusalInWords = (language: Language, refused: Extract<TakenBack, { ok: false }>): string =>
  refused.why === 'nobodyReads'
    ? nobodyReadsInWords(language, refused.held)
    : say(language, `refused.${refused.why}`)
