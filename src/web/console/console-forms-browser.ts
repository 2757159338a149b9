// Pages that the server draws whole: their buttons and forms send what they hold, ask first where it cannot be undone, and
// show the page anew. Runs in the browser.
import { change, refusalOf } from './console-call.js'
import { wireSignOut } from './sign-out-button.js'

function show(form: HTMLFormElement, why: string, seconds?: number): void {
  const line = form.querySelector<HTMLElement>('[role=alert]')
  if (!line) return
  line.hidden = false
  line.textContent = refusalOf(why, seconds)
}

/** Names with a dot are a group: 'colours.primary'. */
function bodyOf(form: HTMLFormElement): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const field of form.querySelectorAll<HTMLInputElement>('[name]')) {
    const [group = '', inner] = field.name.split('.')
    const value = valueOf(field)
    if (field.dataset.was === JSON.stringify(value)) continue
    if (field.dataset.many !== undefined) {
      const list = Array.isArray(body[group]) ? body[group] : []
      body[group] = field.checked ? [...list, field.value] : list
    } else if (inner === undefined) body[group] = value
    else body[group] = { ...(body[group] as object | undefined), [inner]: value }
  }
  return body
}

function valueOf(field: HTMLInputElement): unknown {
  if (field.type === 'checkbox' && field.dataset.many === undefined) return field.checked
  if (field.type === 'number') return field.value === '' ? null : Number(field.value)
  if (field.dataset.lines !== undefined) return field.value.split(/\s+/).filter((line) => line !== '')
  return field.value
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-api]'))
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const { api = '', sure } = form.dataset
    if (sure !== undefined && !window.confirm(sure)) return
    const called = await change(api, bodyOf(form))
    if (called.ok) location.reload()
    else show(form, called.why, called.seconds)
  })
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-chosen-at-once]'))
  form.addEventListener('change', () => form.requestSubmit())
wireSignOut()
