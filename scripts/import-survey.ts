// npm run import-survey -- survey.json: opens a survey of the agency's own, and puts it into the library so that it can be published.
// A file with one fault opens nothing, and each fault is named by its place.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type th from '../locales/th/surveys.json'
import type { SurveySpec } from '../src/features/surveys/survey-schema.js'
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

const say = textsOf<typeof th>('surveys')
const asked = process.argv.slice(2)
const language = languageAsked(asked)
const usage = () => say(language, 'scripts.usage')
const badArguments = () => `${say(language, 'scripts.badArguments')}\n\n${usage()}`

/** The rules check what is in it. */
const fileShape = z.looseObject({})

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: asked,
    allowPositionals: true,
    options: { lang: { type: 'string' }, help: { type: 'boolean', default: false } },
  })
  if (values.help) return print(usage())
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0 || !isLanguage(values.lang)) return complain(badArguments())
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return complain(say(language, 'scripts.unreadable', { file }))
  const read = fileShape.safeParse(jsonIn(text))
  if (!read.success) return complain(say(language, 'scripts.notJson', { file }))
  return withFeatures(async ({ surveys }, { config }) => {
    const added = await surveys.rules.add(read.data as SurveySpec, 'system')
    if (!added.ok)
      return complain(
        added.why === 'badSurvey'
          ? say(language, 'scripts.badSurvey', { places: added.fields.join(', ') })
          : say(language, `scripts.${added.why}`),
      )
    const [channel] = config.channels
    await surveys.putIntoLibrary(added.survey, channel?.name ?? '')
    return print(say(language, 'new.done', { key: added.survey.key }))
  })
}

process.exitCode = await main().catch((error: unknown) =>
  isBadArguments(error)
    ? complain(badArguments())
    : complain(say(language, 'scripts.failed', { reason: reasonOf(error) })),
)
