// The fields of every Flex component and the values they take (line-openapi, FlexComponent and its children).
import { action } from './check-actions.js'
import {
  checkFields,
  type Field,
  integer,
  isObject,
  mediaUrl,
  oneOf,
  optional,
  pattern,
  type Rule,
  required,
  trueOrFalse,
} from './check-primitives.js'

/** How sizes are measured. */
export const FLEX_SIZES = 'bytes of the serialized container'

const keyword = (words: readonly string[], units: string) =>
  optional(pattern(new RegExp(`^(${words.join('|')}${units === '' ? '' : `|${units}`})$`)))

const STEPS = ['none', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl']
const FONT = ['xxs', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl', '3xl', '4xl', '5xl']
const PX = '\\d+(\\.\\d+)?px'
const PERCENT = '\\d+(\\.\\d+)?%'
const SIGNED = `-?${PX}|-?${PERCENT}`

const colour = optional(pattern(/^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/, 'invalid color code'))
const stepOrPx = keyword(STEPS, PX)
const stepPxOrPercent = keyword(STEPS, `${PX}|${PERCENT}`)
const length = keyword([PX], PERCENT)
const place = oneOf(['relative', 'absolute'])

const offsets: Readonly<Record<string, Field>> = {
  position: optional(place),
  offsetTop: keyword(STEPS, SIGNED),
  offsetBottom: keyword(STEPS, SIGNED),
  offsetStart: keyword(STEPS, SIGNED),
  offsetEnd: keyword(STEPS, SIGNED),
}

/** `w:h`, with a height of at most three widths. */
const aspectRatio: Rule = (value, spot, findings) => {
  const parts = typeof value === 'string' ? /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(value) : null
  const width = Number(parts?.[1])
  const height = Number(parts?.[2])
  if (!(width > 0 && height > 0 && height <= width * 3)) findings.add(spot, 'invalid property')
}

const background: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const fields = {
    type: required(oneOf(['linearGradient'])),
    angle: required(pattern(/^\d+(\.\d+)?deg$/)),
    startColor: { ...colour, required: true },
    endColor: { ...colour, required: true },
    centerColor: colour,
    centerPosition: optional(pattern(/^\d+(\.\d+)?%$/)),
  }
  checkFields(value, fields, spot, findings, 'must be specified')
}

const someText: Rule = (value, spot, findings) => {
  if (typeof value !== 'string') findings.add(spot, 'invalid property')
}

const flex = optional(integer(0))
const shrink = optional(oneOf(['shrink-to-fit']))
const gravity = optional(oneOf(['top', 'bottom', 'center']))
const align = optional(oneOf(['start', 'end', 'center']))
const flag = optional(trueOrFalse)

const fontLook: Readonly<Record<string, Field>> = {
  size: keyword(FONT, PX),
  color: colour,
  weight: optional(oneOf(['regular', 'bold'])),
  style: optional(oneOf(['normal', 'italic'])),
  decoration: optional(oneOf(['none', 'underline', 'line-through'])),
}

export const FLEX_BLOCKS: Readonly<Record<string, Field>> = {
  backgroundColor: colour,
  separator: flag,
  separatorColor: colour,
}

const box: Readonly<Record<string, Field>> = {
  layout: required(oneOf(['horizontal', 'vertical', 'baseline'])),
  flex,
  spacing: stepOrPx,
  margin: stepOrPx,
  ...offsets,
  backgroundColor: colour,
  borderColor: colour,
  borderWidth: keyword(['none', 'light', 'normal', 'medium', 'semi-bold', 'bold'], PX),
  cornerRadius: stepOrPx,
  width: length,
  maxWidth: length,
  height: length,
  maxHeight: length,
  paddingAll: stepPxOrPercent,
  paddingTop: stepPxOrPercent,
  paddingBottom: stepPxOrPercent,
  paddingStart: stepPxOrPercent,
  paddingEnd: stepPxOrPercent,
  action: optional(action('flex')),
  justifyContent: optional(
    oneOf(['center', 'flex-start', 'flex-end', 'space-between', 'space-around', 'space-evenly']),
  ),
  alignItems: optional(oneOf(['center', 'flex-start', 'flex-end'])),
  background: optional(background),
}

/** Fields by component type; children (`contents`, `altContent`) are the walk's business. */
export const FLEX_COMPONENTS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  box,
  button: {
    action: required(action('flexButton')),
    flex,
    color: colour,
    style: optional(oneOf(['primary', 'secondary', 'link'])),
    gravity,
    margin: stepOrPx,
    height: optional(oneOf(['md', 'sm'])),
    adjustMode: shrink,
    scaling: flag,
    ...offsets,
  },
  image: {
    url: required(mediaUrl()),
    flex,
    margin: stepOrPx,
    align,
    gravity,
    size: keyword([...FONT, 'full'], `${PX}|${PERCENT}`),
    aspectRatio: optional(aspectRatio),
    aspectMode: optional(oneOf(['fit', 'cover'])),
    backgroundColor: colour,
    action: optional(action('flex')),
    animated: flag,
    ...offsets,
  },
  video: {
    url: required(mediaUrl()),
    previewUrl: required(mediaUrl()),
    aspectRatio: optional(aspectRatio),
    action: optional(action('flex')),
  },
  icon: {
    url: required(mediaUrl()),
    size: keyword(FONT, PX),
    aspectRatio: optional(aspectRatio),
    margin: stepOrPx,
    scaling: flag,
    ...offsets,
  },
  text: {
    text: optional(someText),
    ...fontLook,
    flex,
    align,
    gravity,
    wrap: flag,
    lineSpacing: keyword([PX], ''),
    margin: stepOrPx,
    action: optional(action('flex')),
    maxLines: optional(integer(0)),
    adjustMode: shrink,
    scaling: flag,
    ...offsets,
  },
  span: { text: optional(someText), ...fontLook },
  separator: { margin: stepOrPx, color: colour },
  filler: { flex },
}
