// The joint of the people room. Being blocked (unfollow) changes nothing here: see directory-rules.ts.
import type { Feature } from '../../conversation/feature.js'
import type { FeatureDeps } from '../feature-deps.js'
import { languageCommand } from './links/language-chat.js'
import { createPeopleModel } from './people-model.js'
import { createPeopleRules, type PeopleRules } from './people-rules.js'
import { greetFriend, greetGroup } from './registration/greeting-chat.js'
import { registrationCommands, type WelcomeOf } from './registration/registration-chat.js'

export function createPeople(
  deps: Pick<FeatureDeps, 'connection' | 'keyring' | 'clock' | 'audit' | 'agencyName'>,
): {
  readonly feature: Feature
  readonly rules: PeopleRules
  /** Adds to what somebody hears who has just been linked with the roster. */
  readonly whenLinked: (welcome: WelcomeOf) => void
} {
  const welcomes: WelcomeOf[] = []
  const welcomeOf: WelcomeOf = async (turn, staffId) =>
    (await Promise.all(welcomes.map((welcome) => welcome(turn, staffId)))).flat()
  const rules = createPeopleRules({ ...deps, model: createPeopleModel(deps.connection) })
  const feature: Feature = {
    name: 'people',
    commands: [...registrationCommands(rules, welcomeOf), languageCommand(rules)],
    happens: {
      async follow(turn) {
        await rules.accountReturned(turn.chat)
        return greetFriend(turn, deps.agencyName)
      },
      join: async (turn) => greetGroup(turn, deps.agencyName),
      leave: (turn) => rules.forgetGroup(turn.chat),
    },
  }
  return { feature, rules, whenLinked: (welcome) => void welcomes.push(welcome) }
}
