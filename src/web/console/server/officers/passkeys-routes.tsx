// An officer's own passkeys: named, seen, removed; and the second step with one of them. Changes only while the second step is fresh,
// else the page asks for it again.
import { z } from 'zod'
import type th from '../../../../../locales/th/console.json'
import { madePasskeySchema, shownPasskeySchema } from '../../../../features/console/passkey-answers.js'
import { mostPasskeys, type Passkey, type PasskeyRules } from '../../../../features/console/passkey-rules.js'
import { dayTitle } from '../../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../../i18n/texts.js'
import type { ConsoleCookie } from '../console-cookie.js'
import type { ConsoleDoor } from '../console-door.js'
import type { ConsoleFrame } from '../console-frame.js'
import { SecondFactor } from './second-factor-form.js'

const say = textsOf<typeof th>('console')
const making = z.strictObject({ name: z.string().trim().min(1).max(60), made: madePasskeySchema })
const showing = z.strictObject({ shown: shownPasskeySchema })

export interface PasskeysRouteDeps {
  readonly passkeys: PasskeyRules
  readonly cookie: ConsoleCookie
  readonly frame: ConsoleFrame
}

export function addPasskeysRoutes(door: ConsoleDoor, { passkeys, cookie, frame }: PasskeysRouteDeps): void {
  door.on('GET /console/passkeys', async ({ response, visitor }) => {
    const { language } = visitor
    const own = await passkeys.of(visitor.key)
    const isFresh = passkeys.isFresh(visitor)
    await frame(response, {
      visitor,
      path: '/console/passkeys',
      title: say(language, 'nav.passkeys'),
      script: 'console-passkeys',
      children: <Passkeys {...{ language, own, isFresh }} isPossible={passkeys.isPossible} />,
    })
  })

  door.on('POST /console/api/passkeys/options', async ({ response, visitor }) => {
    const offered = await passkeys.offerMaking(visitor)
    response.status(offered.ok ? 200 : 409).json(offered)
  })

  door.on('POST /console/api/passkeys', async ({ request, response, visitor }) => {
    const read = making.safeParse(request.body)
    if (!read.success) return void response.status(400).json({ why: 'badValues' })
    const done = await passkeys.add(visitor, read.data.name, read.data.made)
    response.status(done.ok ? 200 : 409).json(done)
  })

  door.on('POST /console/api/passkeys/:passkeyId/removal', async ({ request, response, visitor }) => {
    const done = await passkeys.remove(visitor, String(request.params.passkeyId))
    response.status(done.ok ? 200 : 409).json(done)
  })

  door.on('POST /console/api/second-factor/passkey-options', async ({ response, visitor }) => {
    const offered = await passkeys.offerShowing(visitor)
    response.status(offered.ok ? 200 : 409).json(offered)
  })

  door.on('POST /console/api/second-factor/passkey', async ({ request, response, visitor }) => {
    const read = showing.safeParse(request.body)
    if (!read.success) return void response.status(400).json({ why: 'badValues' })
    const confirmed = await passkeys.confirm(visitor, read.data.shown)
    if (!confirmed.ok) return void response.status(403).json(confirmed)
    cookie.set(response, confirmed.token)
    response.json({ ok: true })
  })
}

interface Shown {
  readonly language: Language
  readonly own: readonly Passkey[]
  readonly isFresh: boolean
  readonly isPossible: boolean
}

function Passkeys({ language, own, isFresh, isPossible }: Shown) {
  const mayAdd = isPossible && own.length < mostPasskeys
  return (
    <div class="narrow">
      <p class="note">{say(language, 'passkeys.how')}</p>
      {own.length === 0 && <p class="quiet">{say(language, 'passkeys.none')}</p>}
      {own.map((passkey) => (
        <OwnPasskey key={passkey.id} {...{ language, passkey, isFresh }} />
      ))}
      {!isPossible && <p class="note">{say(language, 'passkeys.notPossible')}</p>}
      {isFresh ? (
        mayAdd && <NewPasskey language={language} />
      ) : (
        <>
          <p>{say(language, 'passkeys.notFresh')}</p>
          <SecondFactor language={language} hasPasskeys={own.length > 0} />
        </>
      )}
    </div>
  )
}

function OwnPasskey({
  language,
  passkey: { id, name, addedOn, usedOn },
  isFresh,
}: {
  language: Language
  passkey: Passkey
  isFresh: boolean
}) {
  return (
    <section class="card" aria-labelledby={`passkey-${id}`}>
      <h2 id={`passkey-${id}`}>{name}</h2>
      <p class="quiet">
        {say(language, 'passkeys.added', { day: dayTitle(addedOn, language) })}
        {' · '}
        {usedOn === undefined
          ? say(language, 'passkeys.neverUsed')
          : say(language, 'passkeys.used', { day: dayTitle(usedOn, language) })}
      </p>
      {isFresh && (
        <form
          autocomplete="off"
          data-api={`/console/api/passkeys/${id}/removal`}
          data-sure={say(language, 'passkeys.sureRemove', { name })}
        >
          <button type="submit" class="second small">
            {say(language, 'passkeys.remove')}
          </button>
          <p class="problem" role="alert" hidden />
        </form>
      )}
    </section>
  )
}

function NewPasskey({ language }: { language: Language }) {
  return (
    <form autocomplete="off" class="card" data-new-passkey>
      <h2>{say(language, 'passkeys.newTitle')}</h2>
      <label for="passkey-name">{say(language, 'passkeys.name')}</label>
      <input
        id="passkey-name"
        type="text"
        maxLength={60}
        required
        autocomplete="off"
        aria-describedby="passkey-hint"
      />
      <p class="quiet" id="passkey-hint">
        {say(language, 'passkeys.nameHint')}
      </p>
      <p class="problem" role="alert" hidden />
      <button type="submit">{say(language, 'passkeys.add')}</button>
    </form>
  )
}
