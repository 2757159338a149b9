// npm run publish-rich-menus -- [--channel <name>] [--dry-run]: brings LINE's rich menus to what rich-menus/ says.
import { parseArgs } from 'node:util'
import type th from '../locales/th/menus.json'
import type { ChannelConfig } from '../src/config/config-channels.js'
import { hasOwnMenus } from '../src/features/menus/menu-choice.js'
import { createMenus } from '../src/features/menus/menus-feature.js'
import { menuDrawer } from '../src/features/menus/rich-menu-drawing.js'
import {
  type ChannelPlan,
  type ChosenMenu,
  createRichMenus,
  type DrawMenu,
  drawMenusFor,
  type FileMistake,
  type MenuInFile,
  MenuPictureTooLarge,
  type RichMenus,
  readMenuFiles,
} from '../src/features/menus/rich-menus.js'
import { createPeopleModel } from '../src/features/people/people-model.js'
import { createPeopleRules } from '../src/features/people/people-rules.js'
import { createAgencyLook } from '../src/features/settings/agency-look-rules.js'
import { createSettings } from '../src/features/settings/settings-feature.js'
import { createHeavyWork } from '../src/heavy-work/heavy-threads.js'
import { textsOf } from '../src/i18n/texts.js'
import { CannotDraw } from '../src/media/drawing/picture-problem.js'
import { createMediaStore } from '../src/media/media-store.js'
import { createLog } from '../src/operation/log.js'
import { projectRoot } from '../src/operation/project-root.js'
import { featuresIn, indexesBuilt, type ScriptDeps, withDatabase } from './open-database.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('menus')
const asked = process.argv.slice(2)
const language = languageAsked(asked)

const badArguments = () => `${say(language, 'script.badArguments')}\n\n${say(language, 'script.usage')}`

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: asked,
    options: {
      channel: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(say(language, 'script.usage'))
  if (!isLanguage(values.lang)) return complain(badArguments())
  const { menus: files, mistakes } = readMenuFiles(projectRoot)
  if (mistakes.length > 0) return complain(wordsOfMistakes(mistakes))
  return withDatabase((deps) => publishAll(deps, files, values.channel, values['dry-run']))
}

async function publishAll(
  deps: ScriptDeps,
  files: readonly MenuInFile[],
  only: string | undefined,
  dryRun: boolean,
): Promise<number> {
  const { channels } = deps.config
  if (channels.length === 0) return complain(say(language, 'script.noChannels'))
  const chosen = channels.filter(({ name }) => only === undefined || name === only)
  if (chosen.length === 0) {
    const names = channels.map(({ name }) => name).join(', ')
    return complain(say(language, 'script.unknownChannel', { name: only ?? '', names }))
  }
  const { connection, clock } = deps
  const media = createMediaStore(connection, clock)
  const lookOf = createAgencyLook({ settings: createSettings(deps).rules, media })
  const drawn = await drawAll(chosen, files, menuDrawer(createHeavyWork(), await lookOf()))
  if (!drawn.ok) return complain(wordsOfMistakes(drawn.mistakes))
  const richMenus = await richMenusOf(deps)
  let exitCode = 0
  for (const { channel, wanted } of drawn.perChannel) {
    const plan = await richMenus.plan(channel.name, wanted)
    exitCode = Math.max(exitCode, await carryOut(richMenus, channel, plan, dryRun))
  }
  return exitCode
}

async function richMenusOf({ config, connection, keyring, clock, audit }: ScriptDeps): Promise<RichMenus> {
  const people = createPeopleRules({ model: createPeopleModel(connection), keyring, clock, audit })
  const menus = createMenus({ connection, featuresOn: featuresIn(config) }, people)
  await indexesBuilt(connection)
  return createRichMenus({
    channels: config.channels,
    menus: menus.rules,
    keyring,
    log: createLog('silent'),
    ...(config.lineApiBaseUrl !== undefined && { lineApiBaseUrl: config.lineApiBaseUrl }),
    ...(config.lineDataApiBaseUrl !== undefined && { lineDataApiBaseUrl: config.lineDataApiBaseUrl }),
  })
}

type AllDrawn =
  | {
      readonly ok: true
      readonly perChannel: readonly { readonly channel: ChannelConfig; readonly wanted: ChosenMenu[] }[]
    }
  | { readonly ok: false; readonly mistakes: readonly DrawingMistake[] }

interface DrawingMistake {
  readonly file: string
  readonly mistake:
    | FileMistake['mistake']
    | { readonly field: string; readonly rule: 'cannotDraw' | 'tooLarge' }
}

/** Every picture of every channel before the first word to LINE. */
async function drawAll(
  channels: readonly ChannelConfig[],
  files: readonly MenuInFile[],
  draw: DrawMenu,
): Promise<AllDrawn> {
  try {
    const perChannel = []
    for (const channel of channels)
      perChannel.push({ channel, wanted: await drawMenusFor(channel.features, files, draw) })
    return { ok: true, perChannel }
  } catch (error) {
    if (error instanceof MenuPictureTooLarge)
      return { ok: false, mistakes: [{ file: error.file, mistake: { field: '', rule: 'tooLarge' } }] }
    if (error instanceof CannotDraw) return { ok: false, mistakes: await mistakesWhenDrawn(files, draw) }
    throw error
  }
}

/** A channel may show fewer areas than the file has; they are named by their places in the file. */
async function mistakesWhenDrawn(files: readonly MenuInFile[], draw: DrawMenu): Promise<DrawingMistake[]> {
  const mistakes: DrawingMistake[] = []
  for (const { file, menu } of files) {
    await draw(menu).catch((error: unknown) => {
      if (!(error instanceof CannotDraw)) throw error
      mistakes.push(...error.problems.map(({ field }) => ({ file, mistake: drawingMistake(field) })))
    })
  }
  return mistakes
}

function drawingMistake(path: string): DrawingMistake['mistake'] {
  const field = path.replace(/\.(\d+)/g, '[$1]')
  return { field, rule: field.endsWith('.icon') ? 'icon' : 'cannotDraw' }
}

async function carryOut(
  richMenus: RichMenus,
  channel: ChannelConfig,
  plan: ChannelPlan,
  dryRun: boolean,
): Promise<number> {
  print(say(language, 'script.channel', { name: channel.name }))
  if (!hasOwnMenus(channel.features)) print(say(language, 'script.sameForAll'))
  const steps = stepsOf(plan)
  if (steps.length === 0) return print(say(language, 'script.nothing'))
  if (dryRun) return print([say(language, 'script.wouldDo'), ...steps].join('\n'))
  const { complete } = await richMenus.publish(plan)
  if (!complete) return complain(say(language, 'script.incomplete'))
  return print([say(language, 'script.done'), ...steps].join('\n'))
}

function stepsOf(plan: ChannelPlan): string[] {
  const each = (step: 'create' | 'createAlias' | 'moveAlias', menus: readonly { alias: string }[]) =>
    menus.map(({ alias }) => say(language, `steps.${step}`, { alias }))
  return [
    ...each('create', plan.create),
    ...plan.upload.map(({ menu }) => say(language, 'steps.upload', { alias: menu.alias })),
    ...each('createAlias', plan.createAliases),
    ...each('moveAlias', plan.moveAliases),
    ...(plan.makeDefault ? [say(language, 'steps.makeDefault', { alias: plan.makeDefault.alias })] : []),
    ...(plan.toLink > 0 ? [say(language, 'steps.link', { count: plan.toLink })] : []),
    ...plan.removeAliases.map((alias) => say(language, 'steps.removeAlias', { alias })),
    ...(plan.remove.length > 0 ? [say(language, 'steps.remove', { count: plan.remove.length })] : []),
  ]
}

function wordsOfMistakes(mistakes: readonly DrawingMistake[]): string {
  const lines = mistakes.map(({ file, mistake: { field, rule } }) => {
    const values = { file, rule: say(language, `wrong.${rule}`) }
    return field === ''
      ? say(language, 'script.mistakeInFile', values)
      : say(language, 'script.mistake', { ...values, field })
  })
  return [say(language, 'script.mistakes'), ...lines].join('\n')
}

function explain(error: unknown): number {
  return complain(
    isBadArguments(error) ? badArguments() : say(language, 'script.failed', { reason: reasonOf(error) }),
  )
}

process.exitCode = await main().catch(explain)
