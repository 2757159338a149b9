// THE LIST. A new feature is its folder, its locale files, its story, and one line here; the order is the order in
// which they greet and offer their commands.
import { createRecipients } from '../security/vault-recipients.js'
import { createAcknowledgements } from './acknowledgements/acknowledgements-feature.js'
import { createCampaigns } from './campaigns/campaigns-feature.js'
import { createCases } from './cases/cases-feature.js'
import { createComplaints, createConcernedUnits } from './complaints/complaints-feature.js'
import { createConsole } from './console/console-feature.js'
import type { FeatureDeps } from './feature-deps.js'
import { createGifts } from './gifts/gifts-feature.js'
import { createIta } from './ita/ita-feature.js'
import { createLibrary } from './library/library-feature.js'
import { createMeasures } from './measures/measures-feature.js'
import { createMenus } from './menus/menus-feature.js'
import { createPeople } from './people/people-feature.js'
import { createQuizzes } from './quizzes/quizzes-feature.js'
import { createRoles } from './roles/roles-feature.js'
import { createSettings } from './settings/settings-feature.js'
import { createSpace } from './space/space-feature.js'
import { createStatistics } from './statistics/statistics-feature.js'
import { createSurveys } from './surveys/surveys-feature.js'
import { createGroupHint } from './tips/group-hint-chat.js'
import { createTips } from './tips/tips-feature.js'
import { createTrainings } from './trainings/trainings-feature.js'

export type Features = ReturnType<typeof createFeatures>

export function createFeatures(deps: FeatureDeps) {
  const recipients = createRecipients(deps.connection)
  const settings = createSettings(deps)
  const complaints = createComplaints(deps)
  const people = createPeople(deps)
  const concerned = createConcernedUnits(deps, { complaints: complaints.rules, people: people.rules })
  const menus = createMenus(deps, people.rules)
  const acknowledgements = createAcknowledgements(deps, people.rules, settings.rules)
  people.whenLinked(acknowledgements.welcome)
  const quizzes = createQuizzes(deps, {
    policies: acknowledgements.rules,
    people: people.rules,
    settings: settings.rules,
  })
  acknowledgements.whenRecorded(quizzes.offer)
  const library = createLibrary(deps, acknowledgements, settings.rules)
  acknowledgements.choosesFrom(library.policyPieces)
  const campaigns = createCampaigns(deps, people.rules, acknowledgements, settings.rules, library)
  const gifts = createGifts(deps, people.rules, settings.rules)
  const takesTips = (channel: string) => deps.featuresOn?.(channel)?.includes('tips') ?? true
  const groupHint = createGroupHint(people.rules, settings.rules, takesTips)
  const consoleRoom = createConsole(deps, people.rules, recipients)
  const roles = createRoles(deps, people.rules, consoleRoom)
  const space = createSpace(deps, people.rules)
  const cases = createCases(deps, {
    space: space.rules,
    complaints: complaints.rules,
    concerned,
    settings: settings.rules,
    people: people.rules,
    keysOf: consoleRoom.keysOf,
  })
  const tips = createTips(deps, { cases, settings: settings.rules })
  const statistics = createStatistics(deps, {
    complaints: complaints.rules,
    concerned,
    settings: settings.rules,
    people: people.rules,
    campaigns: campaigns.rules,
    library,
    readsKinds: consoleRoom.readsKinds,
    feedback: {
      async of(kind, months, sight) {
        const { rated, satisfied, returned, total } = await cases.figures.feedback({ kind, months, ...sight })
        return {
          ...(rated > 0 && { satisfaction: { satisfied, answers: rated } }),
          ...(total > 0 && { returned: { cameBack: returned, reporters: total } }),
        }
      },
    },
  })
  const trainings = createTrainings(deps, people.rules)
  const surveys = createSurveys(deps, { settings: settings.rules, addContent: library.addContent })
  const measures = createMeasures(deps, {
    people: people.rules,
    settings: settings.rules,
    library: library.rules,
    acknowledgements: acknowledgements.rules,
    campaigns: campaigns.rules,
    gifts: gifts.reports,
    trainings: trainings.rules,
    surveys: surveys.rules,
    statistics: statistics.rules,
  })
  const ita = createIta(deps, {
    settings: settings.rules,
    statistics: statistics.rules,
    recipients,
    measures,
    surveys,
    library,
  })
  return {
    list: [
      people,
      acknowledgements,
      quizzes,
      gifts,
      library,
      campaigns,
      trainings,
      surveys,
      measures,
      ita,
      tips,
      cases,
      statistics,
      consoleRoom,
      roles,
    ].map(({ feature }) => feature),
    recipients,
    settings,
    space,
    complaints,
    concerned,
    cases,
    console: consoleRoom,
    people,
    roles,
    menus,
    groupHint,
    acknowledgements,
    quizzes,
    library,
    campaigns,
    gifts,
    tips,
    statistics,
    trainings,
    surveys,
    measures,
    ita,
  }
}
