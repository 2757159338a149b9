// npm run add-policy -- policy.json [--confirm]: a policy that staff are asked to acknowledge, with its quiz if it has one. Without
// --confirm it says who would be asked and keeps nothing; a file with one fault keeps nothing either.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type th from '../locales/th/acknowledgements.json'
import { firstAskedOn } from '../src/features/acknowledgements/policies/open-policy-days.js'
import {
  type Policy,
  type PolicySpec,
  policyWordsFor,
} from '../src/features/acknowledgements/policies/policy-schema.js'
import type { Features } from '../src/features/index.js'
import type { QuizSpec } from '../src/features/quizzes/quiz-schema.js'
import { dayTitle } from '../src/i18n/calendar/thai-calendar.js'
import { textsOf } from '../src/i18n/texts.js'
import { withFeatures } from './open-product.js'
import {
  complain,
  isBadArguments,
  isLanguage,
  jsonIn,
  languageAsked,
  print,
  reasonOf,
} from './script-words.js'

const say = textsOf<typeof th>('acknowledgements')
const asked = process.argv.slice(2)
const language = languageAsked(asked)
const usage = () => say(language, 'addPolicy.usage')
const badArguments = () => `${say(language, 'addPolicy.badArguments')}\n\n${usage()}`

/** The rules check what is in it. */
const fileShape = z.looseObject({ quiz: z.unknown().optional() })

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: asked,
    allowPositionals: true,
    options: {
      confirm: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(usage())
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0 || !isLanguage(values.lang)) return complain(badArguments())
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return complain(say(language, 'addPolicy.unreadable', { file }))
  const read = fileShape.safeParse(jsonIn(text))
  if (!read.success) return complain(say(language, 'addPolicy.notJson', { file }))
  const { quiz, ...policy } = read.data
  return withFeatures((features) => add(features, policy as PolicySpec, quiz, values.confirm))
}

async function add(features: Features, spec: PolicySpec, quiz: unknown, confirm: boolean): Promise<number> {
  const { rules } = features.acknowledgements
  const planned = await rules.planPolicy(spec)
  if (!planned.ok)
    return complain(say(language, 'addPolicy.badPolicy', { places: planned.fields.join(', ') }))
  const { policy, isNew } = planned
  const { key, version } = policy
  const quizSpec = { policyKey: key, version, questions: quiz } as QuizSpec
  const unfit = quiz === undefined ? undefined : await features.quizzes.rules.refusesQuiz(quizSpec, policy)
  if (unfit)
    return complain(
      unfit.why === 'badQuiz'
        ? say(language, 'addPolicy.badQuiz', { places: unfit.fields.join(', ') })
        : say(language, 'addPolicy.quizInUse', { version }),
    )
  const units = await features.people.rules.staffCountByUnit()
  const strangers = policy.units?.filter((name) => !units.some(({ unit }) => unit === name)) ?? []
  if (units.length === 0) return complain(say(language, 'addPolicy.nobody'))
  if (strangers.length > 0)
    return complain(say(language, 'addPolicy.unknownUnits', { units: strangers.join(', ') }))
  print(previewOf(policy, isNew, units, quiz === undefined ? 0 : quizSpec.questions.length))
  if (!confirm) return print(say(language, 'addPolicy.notYet'))
  await rules.addPolicy(spec)
  if (quiz !== undefined) await features.quizzes.rules.addQuiz(quizSpec)
  const opens = dayTitle(firstAskedOn(policy.opens, new Date()), language)
  return print(say(language, isNew ? 'addPolicy.done' : 'addPolicy.updated', { version, opens }))
}

function previewOf(
  policy: Omit<Policy, 'addedOn'>,
  isNew: boolean,
  units: readonly { readonly unit: string; readonly count: number }[],
  questions: number,
): string {
  const { key, version, fiscalYear: year } = policy
  const { title } = policyWordsFor(policy, language).words
  const chosen = units.filter(({ unit }) => policy.units?.includes(unit) ?? true)
  const count = chosen.reduce((sum, one) => sum + one.count, 0)
  return [
    say(language, isNew ? 'addPolicy.new' : 'addPolicy.same', { title, year, version, key }),
    say(language, 'addPolicy.when', {
      opens: dayTitle(policy.opens, language),
      due: dayTitle(policy.due, language),
    }),
    policy.units
      ? say(language, 'addPolicy.units', { count, units: policy.units.join(', ') })
      : say(language, 'addPolicy.everybody', { count }),
    ...(questions > 0 ? [say(language, 'addPolicy.quiz', { count: questions })] : []),
    say(language, 'addPolicy.hash', { hash: policy.sha256.th }),
  ].join('\n')
}

process.exitCode = await main().catch((error: unknown) =>
  isBadArguments(error)
    ? complain(badArguments())
    : complain(say(language, 'addPolicy.failed', { reason: reasonOf(error) })),
)
