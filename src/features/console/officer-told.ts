// What an officer hears in LINE when a means to sign in was added or removed, by whomever: who did not do it learns of it at once.
import { randomUUID } from 'node:crypto'
import type th from '../../../locales/th/console.json'
import { textsOf } from '../../i18n/texts.js'
import { text } from '../../line/message-builders.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { PeopleRules } from '../people/people-rules.js'
import type { Account } from './sign-in-model.js'

const say = textsOf<typeof th>('console')
type What = 'factorSet' | 'factorRemoved' | 'passkeyAdded' | 'passkeyRemoved'

/** Before the change is kept, so that a crash in between tells of what did not happen rather than nothing of what did. */
export type OfficerTold = (
  account: Pick<Account, 'key'>,
  what: What,
  values?: { readonly name?: string },
) => Promise<void>

export const createOfficerTold =
  ({
    people,
    post,
  }: {
    readonly people: Pick<PeopleRules, 'reachable'>
    readonly post: FeatureDeps['post']
  }): OfficerTold =>
  async ({ key }, what, { name = '' } = {}) => {
    const found = await people.reachable(key)
    if (!found) return
    const { address: to, language } = found
    const words = say(language, `officerTold.${what}`, { name })
    await post([{ id: `sign-in/${randomUUID()}`, to, messages: [text(words)] }])
  }
