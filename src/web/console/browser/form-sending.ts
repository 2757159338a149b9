// Sends what a form of a server-drawn page holds, after asking where it cannot be undone, and shows the page anew. Runs in the
// browser.
import { change, refusalOf } from './console-call.js'

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

export function wireForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-api]'))
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      const { api = '', sure } = form.dataset
      if (sure !== undefined && !window.confirm(sure)) return
      const called = await change(api, bodyOf(form))
      if (called.ok) return location.reload()
      const line = form.querySelector<HTMLElement>('[role=alert]')
      if (!line) return
      line.hidden = false
      line.textContent = called.sentences?.join(' ') || refusalOf(called.why, called.seconds)
    })
}

/** Only what was changed. A name with a dot is one of a group: 'colours.primary'. */
function bodyOf(form: HTMLFormElement): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const field of form.querySelectorAll<Field>('[name]')) {
    const [group = '', inner] = field.name.split('.')
    const value = heldBy(field)
    if (field.dataset.was === JSON.stringify(value)) continue
    if (inner === undefined) body[group] = value
    else putInto(body, group, inner, value)
  }
  for (const both of form.querySelectorAll<HTMLElement>('[data-both]')) {
    const [group = '', inner = ''] = (both.dataset.both ?? '').split('.')
    const texts = [...both.querySelectorAll('textarea')]
    if (texts.every((one) => one.dataset.was === JSON.stringify(one.value))) continue
    const words = texts.map((one) => [one.dataset.language ?? '', one.value.trim()] as const)
    putInto(body, group, inner, words.every(([, one]) => one === '') ? null : Object.fromEntries(words))
  }
  return body
}

function putInto(body: Record<string, unknown>, group: string, inner: string, value: unknown): void {
  body[group] = { ...(body[group] as object | undefined), [inner]: value }
}

function heldBy(field: Field): unknown {
  if (field instanceof HTMLInputElement && field.type === 'checkbox') return field.checked
  if (field instanceof HTMLInputElement && field.type === 'number')
    return field.value === '' ? null : Number(field.value)
  if (field instanceof HTMLSelectElement && field.multiple)
    return [...field.selectedOptions].map(({ value }) => value)
  if (field.dataset.rows !== undefined) return rowsIn(field.value)
  if (field.dataset.numbers !== undefined) return wordsIn(field.value).map(Number)
  if (field.dataset.windows !== undefined) return wordsIn(field.value).map(windowIn)
  return field.dataset.lines === undefined ? field.value : wordsIn(field.value)
}

/** '12:00-13:00'; what is none is sent as it is, and refused with a sentence. */
function windowIn(word: string): unknown {
  const [from, to, ...more] = word.split(/[-–]/)
  return more.length === 0 && to !== undefined ? { from, to } : word
}

const wordsIn = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '')
/** For what has spaces of its own: names of people. */
const rowsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '')
