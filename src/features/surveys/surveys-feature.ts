// Surveys joined: answered in private by buttons, kept as one tally, told when closed, and published like any other content.
import type th from '../../../locales/th/surveys.json'
import type { Feature } from '../../conversation/feature.js'
import { drawnBeside } from '../../heavy-work/drawn-beside.js'
import { dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { CannotDraw } from '../../media/drawing/picture-problem.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { ContentAdded } from '../library/content/content-rules.js'
import type { ContentSpec } from '../library/content/content-schema.js'
import { createAgencyLook } from '../settings/agency-look-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { createSurveyAnswering } from './survey-answering-chat.js'
import { type DrawSurvey, surveyCharts } from './survey-chart.js'
import { createSurveyKeeping } from './survey-keeping-chat.js'
import { type Survey, surveyWordsFor } from './survey-schema.js'
import { createSurveysModel } from './surveys-model.js'
import { createSurveysRules, type SurveysRules } from './surveys-rules.js'

const say = textsOf<typeof th>('surveys')

export interface Surveys {
  readonly feature: Feature
  readonly rules: SurveysRules
  /** Makes it something that `เผยแพร่` can send. */
  readonly putIntoLibrary: (survey: Survey, channel: string) => Promise<void>
  /** What a closed survey says, as pictures; none where its words cannot be drawn. */
  readonly drawCharts: DrawSurvey
}

export function createSurveys(
  deps: Pick<
    FeatureDeps,
    | 'connection'
    | 'keyring'
    | 'clock'
    | 'audit'
    | 'lineFacts'
    | 'media'
    | 'heavyWork'
    | 'publicUrl'
    | 'agencyName'
  >,
  others: {
    readonly settings: Pick<SettingsRules, 'get'>
    readonly addContent: (spec: ContentSpec) => Promise<ContentAdded>
  },
): Surveys {
  const rules = createSurveysRules({ ...deps, ...others, model: createSurveysModel(deps.connection) })

  async function putIntoLibrary(survey: Survey, channel: string): Promise<void> {
    const id = await deps.lineFacts.basicId(channel)
    const words = encodeURIComponent(say('th', 'says', { key: survey.key }))
    const link =
      id === undefined ? undefined : `https://line.me/R/oaMessage/${encodeURIComponent(id)}/?${words}`
    const added = await others.addContent({
      kind: 'survey',
      key: survey.key,
      th: cardWords(survey, 'th'),
      ...(survey.en && { en: cardWords(survey, 'en') }),
      ...(link !== undefined && { link }),
    })
    if (!added.ok) throw new Error(`A survey does not fit into the library: ${added.fields.join(' ')}`)
  }

  const lookOf = createAgencyLook({ ...deps, ...others })
  const drawCharts: DrawSurvey = async (survey, results, language, most) => {
    const { colours, logo } = await lookOf()
    const look = {
      agencyName: deps.agencyName[language],
      colours,
      ...(logo && { logo: logo.bytes }),
    }
    const specs = surveyCharts(survey, results, language, look).slice(0, most)
    try {
      return await Promise.all(specs.map((spec) => drawnBeside(deps.heavyWork, 'survey', spec)))
    } catch (error) {
      // An agency's own questions may have signs that no letter is drawn for: the table tells the same without a picture.
      if (error instanceof CannotDraw) return []
      throw error
    }
  }

  const answering = createSurveyAnswering(rules)
  const keeping = createSurveyKeeping({ ...deps, rules, putIntoLibrary, drawCharts })
  return {
    feature: {
      name: 'surveys',
      commands: [answering.command, ...keeping.commands],
      buttons: [...answering.buttons, ...keeping.buttons],
      dialogs: [...answering.dialogs, ...keeping.dialogs],
    },
    rules,
    putIntoLibrary,
    drawCharts,
  }
}

function cardWords(survey: Survey, language: Language) {
  const { title, intro } = surveyWordsFor(survey, language)
  return {
    title,
    summary: intro,
    points: [
      say(language, 'card.how', { words: say(language, 'says', { key: survey.key }) }),
      say(language, 'card.until', { day: dayTitle(survey.closes, language) }),
      say(language, 'promise'),
    ],
  }
}
