// เพิ่มมาตรการ: the columns of the plan one after the other, read as an import reads them, and kept only after ยืนยัน.

import { z } from 'zod'
import type th from '../../../locales/th/measures.json'
import { type Dialog, defineDialog } from '../../conversation/dialog.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import { composed } from '../../i18n/letters/composed.js'
import { textsOf } from '../../i18n/texts.js'
import { text } from '../../line/message-builders.js'
import { hasAnyRole } from '../../security/roles.js'
import { changerOf, measureOfficers } from './measure-changer.js'
import { type MeasureFile, readMeasures } from './measure-file.js'
import type { MeasuresRules } from './measures-rules.js'

const say = textsOf<typeof th>('measures')
export const addDialogName = 'measures.add'

/** The questions, in the order of the plan's columns. */
const asked = ['issue', 'measure', 'steps', 'owner', 'quarters', 'indicator', 'target'] as const

const answersSchema = z.strictObject({ year: z.int(), written: z.array(z.string()).max(asked.length) })
type Answers = z.infer<typeof answersSchema>

export function createMeasureAddDialog(rules: MeasuresRules): Dialog {
  return defineDialog<Answers>({
    name: addDialogName,
    version: 1,
    idleMinutes: 30,
    who: measureOfficers,
    places: ['private'],
    answers: answersSchema,
    first: 'writing',
    steps: {
      writing: {
        takes: ['text'],
        ask: ({ person: { language } }, { written, year }) => {
          const column = asked[written.length] ?? 'target'
          const place = { number: written.length + 1, of: asked.length, year }
          return [text(`${say(language, 'add.place', place)}\n${say(language, `add.${column}`)}`)]
        },
        take: async (turn, said, { year, written }) => {
          const words = said.kind === 'text' ? composed(said.text).trim() : ''
          const next = [...written, words]
          const { language } = turn.person
          if (!fits(next)) return { again: [text(say(language, 'add.notUnderstood'))] }
          const answers = { year, written: next }
          return next.length < asked.length ? { go: 'writing', answers } : { go: 'confirming', answers }
        },
      },
      confirming: {
        takes: [],
        ask: ({ person: { language } }, { written, year }) => {
          const lines = asked.map(
            (column, place) => `${say(language, `column.${column}`)}: ${written[place]}`,
          )
          return [text(`${say(language, 'add.check', { year })}\n${lines.join('\n')}`)]
        },
        choices: ({ person: { language } }) => [
          { value: 'confirm', label: buttonLabel(language, 'confirm') },
        ],
        take: async (turn, _said, { year, written }) => {
          const { language, roles } = turn.person
          const read = planIn(written)
          const [row] = read.ok ? read.rows : []
          if (!row || !hasAnyRole(roles, measureOfficers))
            return { done: { messages: [text(say(language, 'unknown'))] } }
          const { line: _line, ownerCode: _code, ...plan } = row
          const { number } = await rules.add(year, plan, changerOf(turn).by)
          return { done: { messages: [text(say(language, 'add.done', { number, year }))] } }
        },
      },
    },
  })
}

/** One row of a file, so that the chat takes what an import takes. */
function planIn(written: readonly string[]): MeasureFile {
  const row = Object.fromEntries(asked.map((column, place) => [column, written[place] ?? '']))
  return readMeasures(Buffer.from(JSON.stringify([row])))
}

/** Whether what is written so far would be taken; columns that are still to come are empty. */
function fits(written: readonly string[]): boolean {
  const read = planIn(written)
  if (read.ok) return true
  if (read.why !== 'rows') return false
  const answered: readonly string[] = asked.slice(0, written.length)
  return read.problems.every((problem) => problem.what === 'cell' && !answered.includes(problem.column))
}
