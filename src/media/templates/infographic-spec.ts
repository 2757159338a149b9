/* What an infographic is made of: a title and three to seven points. */
import { z } from 'zod'
import { iconName, readSpec, sheetFields, writtenText } from '../drawing/picture-spec.js'

export { CannotDraw } from '../drawing/picture-problem.js'

/** Without an emblem the first point's icon is taken. */
const infographicSchema = z.strictObject({
  ...sheetFields,
  points: z
    .array(z.strictObject({ text: writtenText(600), icon: iconName.optional() }))
    .min(3)
    .max(7),
})

/** What a caller hands in. */
export type InfographicSpec = z.input<typeof infographicSchema>
/** The same, checked and in drawing order. */
export type Infographic = z.output<typeof infographicSchema>

/** The checked infographic. Throws CannotDraw with every problem found. */
export function readInfographicSpec(spec: unknown): Infographic {
  return readSpec(infographicSchema, spec, 'infographic')
}
