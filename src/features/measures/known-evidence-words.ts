// What the bot knows, in sentences for a report: figures and names of publications, never the name of a person.
import type th from '../../../locales/th/measures.json'
import { dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { percent } from '../../i18n/percent.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { policyWordsFor } from '../acknowledgements/policies/policy-schema.js'
import { surveyWordsFor } from '../surveys/survey-schema.js'
import { shareInWords } from '../surveys/survey-words.js'
import type { Known } from './known-evidence-rules.js'

const say = textsOf<typeof th>('measures')

/** One sentence for each fact; a kind of which there is nothing says so. */
export function knownInWords(known: Known, language: Language): readonly string[] {
  const sentences = sentencesOf(known, language)
  return sentences.length > 0 ? sentences : [say(language, `nothingKnown.${known.kind}`)]
}

function sentencesOf(known: Known, language: Language): string[] {
  switch (known.kind) {
    case 'acknowledgements':
      return known.policies.map(({ policy, all, units }) =>
        say(language, 'fact.acknowledgement', {
          title: policyWordsFor(policy, language).words.title,
          acknowledged: all.acknowledged,
          total: all.total,
          percent: all.percent ?? percent(0, 0),
          units: units.length,
        }),
      )
    case 'campaigns':
      return known.publications.map(({ piece, channels, times, firstOn, lastOn }) =>
        say(language, firstOn === lastOn ? 'fact.publicationOnOneDay' : 'fact.publication', {
          title: piece.title[language],
          times,
          channels: channels.length,
          names: channels.map((channel) => say(language, `channel.${channel}`)).join(', '),
          from: dayTitle(firstOn, language),
          until: dayTitle(lastOn, language),
        }),
      )
    case 'trainings': {
      const { times, people } = known.trainings
      return times === 0 ? [] : [say(language, 'fact.trainings', { times, people })]
    }
    case 'surveys':
      return known.surveys.map(({ survey, results }) => {
        const { title } = surveyWordsFor(survey, language)
        if (results.kind !== 'told') return say(language, 'fact.surveyNotTold', { title })
        const { n, passed, agrees } = results
        if (passed)
          return say(language, 'fact.surveyPassed', { title, n, share: shareInWords(passed, language) })
        return agrees === undefined
          ? say(language, 'fact.surveyAnswered', { title, n })
          : say(language, 'fact.surveyAgrees', { title, n, percent: agrees })
      })
    case 'statistics': {
      const { total, completed, inProgress } = known.table
      return total === 0
        ? [say(language, 'fact.noComplaints')]
        : [say(language, 'fact.complaints', { total, completed, inProgress })]
    }
    case 'gifts': {
      const { all, statements } = known.report
      const signed = statements.filter(({ superseded }) => !superseded).length
      return all.count === 0
        ? [say(language, signed > 0 ? 'fact.noGiftsSigned' : 'fact.noGifts')]
        : [say(language, 'fact.gifts', { number: all.count, within: all.within, over: all.over })]
    }
  }
}
