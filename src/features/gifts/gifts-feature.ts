// The gift desk joined: reports of gifts, their register, and signed statements that nothing was received.
import type { Feature } from '../../conversation/feature.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { PeopleRules } from '../people/people-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { giftDialogs } from './declaring/gift-dialog-chat.js'
import { createGiftPicturesModel } from './declaring/gift-pictures-model.js'
import { createGiftPicturesRules, type GiftPicturesRules } from './declaring/gift-pictures-rules.js'
import { withdrawalDialog } from './declaring/gift-withdrawal-chat.js'
import { createGiftsChat } from './gifts-chat.js'
import { createGiftsModel } from './gifts-model.js'
import { createGiftsRules, type GiftsRules } from './gifts-rules.js'
import { createGiftLetters, type GiftLetters } from './reporting/gift-letters-chat.js'
import { createGiftLettersRules } from './reporting/gift-letters-rules.js'
import { createGiftReportCommand } from './reporting/gift-report-chat.js'
import { createGiftReportRules, type GiftReportRules } from './reporting/gift-report-rules.js'
import { createStatementChat } from './reporting/gift-statement-chat.js'
import { createGiftStatementsModel } from './reporting/gift-statements-model.js'

export interface Gifts {
  readonly feature: Feature
  readonly rules: GiftsRules
  readonly pictures: GiftPicturesRules
  /** What the No Gift report is made of. */
  readonly reports: GiftReportRules
  /** For the daily job. */
  readonly letters: GiftLetters
}

export function createGifts(
  deps: Pick<
    FeatureDeps,
    'connection' | 'keyring' | 'clock' | 'audit' | 'files' | 'heavyWork' | 'agencyName'
  >,
  people: Pick<PeopleRules, 'staffById' | 'rosterOn' | 'units' | 'peopleWithRole' | 'linkedStaff'>,
  settings: Pick<SettingsRules, 'get'>,
): Gifts {
  const model = createGiftsModel(deps.connection)
  const pictureModel = createGiftPicturesModel(deps.connection)
  const statements = createGiftStatementsModel(deps.connection, deps.keyring)
  const rules = createGiftsRules({ ...deps, model, pictures: pictureModel, people, settings })
  const pictures = createGiftPicturesRules({ ...deps, model: pictureModel })
  const reports = createGiftReportRules({ ...deps, gifts: model, statements, people })
  const nameOf = async (staffId: string) => (await people.staffById(staffId))?.name ?? staffId
  const chat = createGiftsChat({ rules, reports, nameOf })
  const statement = createStatementChat({
    reports,
    units: () => people.units(),
    nameOf,
    agencyName: deps.agencyName,
  })
  const report = createGiftReportCommand({ ...deps, reports, nameOf, desk: chat.desk })
  return {
    feature: {
      name: 'gifts',
      commands: [...chat.commands, ...statement.commands, report],
      buttons: chat.buttons,
      dialogs: [...giftDialogs(rules, pictures), withdrawalDialog(rules), ...statement.dialogs],
    },
    rules,
    pictures,
    reports,
    letters: createGiftLetters(createGiftLettersRules({ model, people })),
  }
}
