// A rich menu as the agency writes it (rich-menus/<menu>/<language>.json): LINE's own object with a label, an icon and,
// where it needs one, a feature for each area. Everything that LINE would refuse is refused here first, by field.

import { z } from 'zod'
import { plainAddress } from '../i18n/letters/plain-address.js'

/** LINE's limits (Messaging API reference, "Rich menu"); the two sizes are the ones that we draw. */
export const richMenuLimits = {
  width: 2500,
  heights: [1686, 843],
  areas: 20,
  chatBarText: 14,
  label: 20,
  text: 300,
  uri: 1000,
  pictureBytes: 1024 * 1024,
} as const

const words = (most: number, rule: Rule) =>
  z
    .string({ error: rule })
    .max(most, rule)
    .refine((text) => text.trim() !== '', rule)
const whole = z.int({ error: 'bounds' }).nonnegative('bounds')
const side = z.int({ error: 'bounds' }).positive('bounds')
const linkSchemes = ['https:', 'tel:', 'line:']

const bounds = z.strictObject({ x: whole, y: whole, width: side, height: side })

/** No postback: what is tapped must be what could as well be typed, and on a channel for tips nothing else may be. */
const action = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('message'), text: words(richMenuLimits.text, 'text') }),
    z.strictObject({
      type: z.literal('uri'),
      uri: z
        .string({ error: 'uri' })
        .max(richMenuLimits.uri, 'uri')
        .regex(/^[\x21-\x7e]+$/, 'uri')
        .refine((uri) => plainAddress(uri, linkSchemes) !== undefined, 'uri'),
    }),
  ],
  { error: 'action' },
)

const area = z.strictObject({
  label: words(richMenuLimits.label, 'label'),
  icon: z.string({ error: 'icon' }).regex(/^[a-z-]+$/, 'icon'),
  /** The feature without which a channel leaves this area out. */
  needs: z.string({ error: 'needs' }).min(1, 'needs').optional(),
  /** Drawn stronger than the others. */
  emphasis: z.boolean({ error: 'emphasis' }).optional(),
  bounds,
  action,
})

const menuFile = z
  .strictObject({
    size: z.strictObject({
      width: z.literal(richMenuLimits.width, { error: 'size' }),
      height: z.literal([...richMenuLimits.heights], { error: 'size' }),
    }),
    selected: z.boolean({ error: 'selected' }),
    chatBarText: words(richMenuLimits.chatBarText, 'chatBarText'),
    areas: z.array(area).min(1, 'areas').max(richMenuLimits.areas, 'areas'),
  })
  .superRefine(({ size, areas }, context) => {
    for (const [index, { bounds: place }] of areas.entries()) {
      const path = ['areas', index, 'bounds']
      const inside = place.x + place.width <= size.width && place.y + place.height <= size.height
      if (!inside) context.addIssue({ code: 'custom', path, message: 'outside' })
      const covered = areas.slice(0, index).some((other) => overlap(place, other.bounds))
      if (covered) context.addIssue({ code: 'custom', path, message: 'overlap' })
    }
  })

export type RichMenuFile = z.output<typeof menuFile>
export type RichMenuArea = RichMenuFile['areas'][number]
type Bounds = z.output<typeof bounds>

/** What LINE takes, without the name. */
export interface LineRichMenu {
  readonly size: RichMenuFile['size']
  readonly selected: boolean
  readonly chatBarText: string
  readonly areas: readonly {
    readonly bounds: Bounds
    readonly action: RichMenuArea['action'] & { readonly label: string }
  }[]
}

const rules = [
  'size',
  'selected',
  'chatBarText',
  'areas',
  'bounds',
  'outside',
  'overlap',
  'label',
  'icon',
  'needs',
  'emphasis',
  'action',
  'text',
  'uri',
  'unknownField',
  'shape',
  'notJson',
] as const
type Rule = (typeof rules)[number]

/** `field` as in `areas[2].bounds.width`; empty for the file as a whole. */
export interface RichMenuMistake {
  readonly field: string
  readonly rule: Rule
}

export type RichMenuRead =
  | { readonly ok: true; readonly menu: RichMenuFile }
  | { readonly ok: false; readonly mistakes: readonly RichMenuMistake[] }

export function readRichMenuFile(json: string): RichMenuRead {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return { ok: false, mistakes: [{ field: '', rule: 'notJson' }] }
  }
  const read = menuFile.safeParse(value)
  if (read.success) return { ok: true, menu: read.data }
  return { ok: false, mistakes: read.error.issues.flatMap(mistakesOf) }
}

export function asLineRichMenu({ size, selected, chatBarText, areas }: RichMenuFile): LineRichMenu {
  return {
    size,
    selected,
    chatBarText,
    areas: areas.map(({ bounds: place, action: does, label }) => ({
      bounds: place,
      action: { ...does, label },
    })),
  }
}

function mistakesOf(issue: z.core.$ZodIssue): RichMenuMistake[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), rule: 'unknownField' }))
  }
  const rule = rules.find((one) => one === issue.message) ?? 'shape'
  return [{ field: fieldOf(issue.path), rule }]
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}

function overlap(one: Bounds, other: Bounds): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}
