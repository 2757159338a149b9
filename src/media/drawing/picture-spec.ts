/*
 * What the specs of all pictures have in common: texts that Sarabun can draw, the agency's colours and logo, the two
 * widths. A spec is read as a whole, so that a caller learns of every fault at once.
 */
import { z } from 'zod'
import { inDrawingOrder } from '../lines/thai-spelling.js'
import { ICON_NAMES } from './icon-shapes.js'
import { pictureColoursSchema } from './picture-colours.js'
import { charactersWithoutLetter } from './picture-fonts.js'
import { CannotDraw, type DrawingProblem } from './picture-problem.js'

/**
 * A text in Thai drawing order with a letter for each character. `longest` is in UTF-16 units and only keeps work
 * bounded; whether a text fits is found out by setting it.
 */
export const writtenText = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((typed) => inDrawingOrder(typed).trim())
    .superRefine((written, context) => {
      if (!/[\p{L}\p{N}]/u.test(written)) context.addIssue({ code: 'custom', params: { problem: 'empty' } })
      const characters = charactersWithoutLetter(written)
      if (characters.length > 0) {
        context.addIssue({ code: 'custom', params: { problem: 'charactersWithoutLetter', characters } })
      }
    })

export const iconName = z.enum(ICON_NAMES)

/** A Buffer, too; what comes from another thread is none any more. */
export const pictureBytes = z.custom<Uint8Array>((given) => given instanceof Uint8Array)

/** The agency's side of every picture for a chat. */
export const agencyFields = {
  agencyName: writtenText(160),
  logo: pictureBytes.optional(),
  colours: pictureColoursSchema.optional(),
  width: z.union([z.literal(1040), z.literal(2080)]).optional(),
}

/** A sheet with a band of title on top and the agency at the foot. */
export const sheetFields = {
  ...agencyFields,
  title: writtenText(240),
  subtitle: writtenText(240).optional(),
  footer: writtenText(240).optional(),
  /** A large sign beside the title. */
  emblem: iconName.optional(),
}

const sheet = z.object(sheetFields)
export type SheetSpec = z.output<typeof sheet>

/** The spec, checked and in drawing order. Throws CannotDraw with every problem found; `name` stands for the whole. */
export function readSpec<Schema extends z.ZodType>(
  schema: Schema,
  spec: unknown,
  name: string,
): z.output<Schema> {
  const read = schema.safeParse(spec)
  if (read.success) return read.data
  throw new CannotDraw(read.error.issues.map((issue) => problemOf(issue, name)))
}

function problemOf(issue: z.core.$ZodIssue, name: string): DrawingProblem {
  const place = issue.path.join('.')
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''
  const field = [place, unknown].filter((part) => part !== '').join('.') || name
  const params: unknown = issue.code === 'custom' ? issue.params : undefined
  const own = ownProblem.safeParse(params)
  return own.success ? { field, ...own.data } : { field, problem: 'invalid' }
}

const ownProblem = z.discriminatedUnion('problem', [
  z.object({ problem: z.literal('empty') }),
  z.object({ problem: z.literal('charactersWithoutLetter'), characters: z.array(z.string()) }),
])
