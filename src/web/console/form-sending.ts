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
    else body[group] = { ...(body[group] as object | undefined), [inner]: value }
  }
  return body
}

function heldBy(field: Field): unknown {
  if (field instanceof HTMLInputElement && field.type === 'checkbox') return field.checked
  if (field instanceof HTMLInputElement && field.type === 'number')
    return field.value === '' ? null : Number(field.value)
  if (field instanceof HTMLSelectElement && field.multiple)
    return [...field.selectedOptions].map(({ value }) => value)
  if (field.dataset.rows !== undefined) return rowsIn(field.value)
  if (field.dataset.numbers !== undefined) return wordsIn(field.value).map(Number)
  return field.dataset.lines === undefined ? field.value : wordsIn(field.value)
}

const wordsIn = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '')
/** For what has spaces of its own: names of people. */
const rowsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '')
