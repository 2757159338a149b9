// What a reporter has answered so far: it lives in the page's memory alone and dies with it. And what becomes of it: the
// body that is sealed, the figures for the meter, and the two words that the register may know.
import {
  type ChoiceAbout,
  type Chosen,
  chosenAnswers,
  type NewCaseBody,
} from '../../../../features/cases/case-body.js'
import {
  type TellingPart,
  type ToldTip,
  tellingParts,
} from '../../../../features/cases/filing/tip-completeness.js'
import {
  type ComplaintKind,
  type ComplaintSort,
  corruptionCategories,
  generalCategories,
} from '../../../../features/complaints/complaint-kinds.js'
import { bodyFilesOf } from '../../../files/body-files.js'
import type { EvidenceFile } from '../../../files/chosen-file.js'

export interface PartAnswer {
  readonly words: string
  readonly chosen?: string
  readonly unknown: boolean
}

export interface ReportAnswers {
  readonly kind?: ComplaintKind
  readonly category?: string
  readonly agency: 'own' | 'other'
  readonly parts: Readonly<Record<TellingPart, PartAnswer>>
  readonly files: readonly EvidenceFile[]
}

export const mostCharacters = 20_000

const nothing: PartAnswer = { words: '', unknown: false }
export const noAnswers: ReportAnswers = {
  agency: 'own',
  parts: { what: nothing, who: nothing, when: nothing, where: nothing, howKnown: nothing, evidence: nothing },
  files: [],
}

export function withPart(answers: ReportAnswers, part: TellingPart, change: Partial<PartAnswer>) {
  const changed = { ...answers.parts[part], ...change }
  return { ...answers, parts: { ...answers.parts, [part]: changed } }
}

/** The same when they are the same: whoever compares sees no change. */
export function withFiles(answers: ReportAnswers, files: readonly EvidenceFile[]): ReportAnswers {
  const same = files.length === answers.files.length && files.every((file, at) => file === answers.files[at])
  return same ? answers : { ...answers, files }
}

export const lengthOf = ({ parts }: ReportAnswers): number =>
  tellingParts.reduce((sum, part) => sum + parts[part].words.length, 0)

export const isEmpty = (answers: ReportAnswers): boolean =>
  answers.files.length === 0 && tellingParts.every((part) => answers.parts[part].words.trim() === '')

export const textsOf = ({ parts }: ReportAnswers): string[] => tellingParts.map((part) => parts[part].words)

/** All that the register learns of it. */
export function sortOf({ kind, category }: ReportAnswers): ComplaintSort {
  if (kind === 'general')
    return { kind, category: generalCategories.find((one) => one === category) ?? 'other' }
  return {
    kind: 'corruption',
    category: corruptionCategories.find((one) => one === category) ?? 'unspecified',
  }
}

export function toldTip({ parts, files }: ReportAnswers): ToldTip {
  const told = (part: TellingPart) => {
    const { words, chosen, unknown } = parts[part]
    return [part, { words, unknown, ...(chosen !== undefined && { chosen }) }] as const
  }
  return { parts: Object.fromEntries(tellingParts.map(told)), files: files.length }
}

/** The random names under which the files of an answer were sealed, in the same order. */
export interface FileNames {
  readonly clean: string
  readonly original: string
}

export function caseBodyOf(answers: ReportAnswers, names: readonly FileNames[]): NewCaseBody {
  const { kind = 'corruption', category } = sortOf(answers)
  const sealed = answers.files.flatMap((file, place) => {
    const name = names[place]
    return name ? [{ file, ...name }] : []
  })
  return {
    version: 1,
    kind,
    ...(category !== 'unspecified' && { category }),
    agency: answers.agency,
    texts: tellingParts
      .map((about) => ({ about, words: answers.parts[about].words.trim() }))
      .filter(({ words }) => words !== ''),
    chosen: chosenOf(answers),
    unknown: tellingParts.filter((part) => answers.parts[part].unknown),
    ...bodyFilesOf(sealed),
  }
}

const choosable: readonly ChoiceAbout[] = ['who', 'when', 'where', 'howKnown']

function chosenOf({ parts }: ReportAnswers): Chosen[] {
  const chosen = choosable.map((about) => ({ about, value: parts[about].chosen }))
  return chosenAnswers.parse(chosen.filter(({ value }) => value !== undefined))
}
