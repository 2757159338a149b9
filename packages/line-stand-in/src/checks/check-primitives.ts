// The small rules that every message rule is made of: where a value sits, what it must be, and LINE's words when it is not.
// `undefined` and `null` count as absent. Lengths of labels are counted in code points, of texts in UTF-16 units: the
// strictest reading of LINE's documentation that integrators have measured.
import type { ErrorDetail } from '../api/api-errors.js'
import type { JsonObject } from '../webhook/webhook-event-types.js'

/** A place in the request: `messages[0].text`, or inside a Flex container `/body/contents/0`. */
export class Spot {
  constructor(
    readonly style: 'dotted' | 'pointer',
    readonly path: string,
  ) {}

  field(name: string): Spot {
    if (this.style === 'pointer') return new Spot('pointer', `${this.path}/${name}`)
    return new Spot('dotted', this.path === '' ? name : `${this.path}.${name}`)
  }

  item(index: number): Spot {
    const step = this.style === 'pointer' ? `/${index}` : `[${index}]`
    return new Spot(this.style, this.path + step)
  }

  toString(): string {
    return this.path === '' ? '/' : this.path
  }
}

export class Findings {
  readonly details: ErrorDetail[] = []

  add(spot: Spot, message: string): void {
    this.details.push({ message, property: spot.toString() })
  }
}

export type Rule = (value: unknown, spot: Spot, findings: Findings) => void

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null

export const codePoints = (text: string): number => [...text].length

export interface TextLimits {
  min?: number
  max: number
  count?: 'units' | 'codePoints'
}

export function text({ min = 1, max, count = 'units' }: TextLimits): Rule {
  return (value, spot, findings) => {
    if (typeof value !== 'string') return findings.add(spot, 'invalid property')
    if (value.length < min) return findings.add(spot, 'May not be empty')
    const length = count === 'units' ? value.length : codePoints(value)
    if (length > max) findings.add(spot, `Length must be between 0 and ${max}`)
  }
}

export function oneOf(values: readonly string[]): Rule {
  return (value, spot, findings) => {
    if (typeof value === 'string' && values.includes(value)) return
    findings.add(spot, `Must be one of the following values: [${values.join(', ')}]`)
  }
}

export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Rule {
  return (value, spot, findings) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      findings.add(
        spot,
        max === Number.MAX_SAFE_INTEGER ? `Must be ${min} or more` : `Must be between ${min} and ${max}`,
      )
    }
  }
}

export function number(min: number, max: number): Rule {
  return (value, spot, findings) => {
    if (typeof value !== 'number' || !(value >= min && value <= max)) {
      findings.add(spot, `Must be between ${min} and ${max}`)
    }
  }
}

export const trueOrFalse: Rule = (value, spot, findings) => {
  if (typeof value !== 'boolean') findings.add(spot, 'invalid property')
}

export function pattern(shape: RegExp, message = 'invalid property'): Rule {
  return (value, spot, findings) => {
    if (typeof value !== 'string' || !shape.test(value)) findings.add(spot, message)
  }
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** https, percent-encoded, at most `max` units. One deviation from LINE: http is taken for this machine's own addresses. */
export function mediaUrl(max = 2000): Rule {
  return (value, spot, findings) => {
    const url = parsedUrl(value, max, spot, findings)
    if (!url || url.protocol === 'https:') return
    if (url.protocol === 'http:' && LOOPBACK.has(url.hostname)) return
    findings.add(spot, 'invalid uri scheme')
  }
}

/** What a uri action may open: http, https, line or tel. */
export function linkUri(max = 1000): Rule {
  return (value, spot, findings) => {
    const url = parsedUrl(value, max, spot, findings)
    if (url && !['https:', 'http:', 'line:', 'tel:'].includes(url.protocol)) {
      findings.add(spot, 'invalid uri scheme')
    }
  }
}

function parsedUrl(value: unknown, max: number, spot: Spot, findings: Findings): URL | null {
  if (typeof value !== 'string' || value === '') {
    findings.add(spot, 'May not be empty')
    return null
  }
  if (value.length > max) {
    findings.add(spot, `Length must be between 0 and ${max}`)
    return null
  }
  // Thai letters and spaces must already be percent-encoded.
  if (!/^[\x21-\x7e]+$/.test(value) || !URL.canParse(value)) {
    findings.add(spot, 'invalid uri')
    return null
  }
  return new URL(value)
}

export interface Field {
  rule: Rule
  required?: boolean
}

export const required = (rule: Rule): Field => ({ rule, required: true })
export const optional = (rule: Rule): Field => ({ rule })

/** Checks the named fields; what is not named is left alone, unless `strict` (Flex: `unknown field`). */
export function checkFields(
  holder: JsonObject,
  fields: Readonly<Record<string, Field>>,
  spot: Spot,
  findings: Findings,
  missing = 'May not be empty',
): void {
  for (const [name, field] of Object.entries(fields)) {
    const value = holder[name]
    if (!isAbsent(value)) field.rule(value, spot.field(name), findings)
    else if (field.required) findings.add(spot.field(name), missing)
  }
}

/** An array of `min` to `max` entries, each checked by `each`. */
export function listOf(min: number, max: number, each: Rule): Rule {
  return (value, spot, findings) => {
    if (!Array.isArray(value)) return findings.add(spot, 'invalid property')
    if (value.length < min || value.length > max) {
      return findings.add(spot, `Size must be between ${min} and ${max}`)
    }
    for (const [index, entry] of value.entries()) each(entry, spot.item(index), findings)
  }
}
