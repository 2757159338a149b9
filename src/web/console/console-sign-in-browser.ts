// The pages of signing in: spends the link behind '#' at once and takes it out of the address and the history, then asks
// for the code. Whatever an earlier officer left in this tab is cleared.
import { change, refusalOf } from './console-call.js'
import { forgetKey } from './key-in-tab.js'

async function spendLink(): Promise<void> {
  const secret = location.hash.slice(1)
  const state = document.getElementById('sign-in-state')
  if (!state || secret === '') return
  history.replaceState(null, '', location.pathname + location.search)
  forgetKey()
  const called = await change('/console/api/sign-in', { secret })
  if (called.ok) location.replace('/console/second-factor')
  else {
    state.textContent = refusalOf(called.why)
    state.className = 'problem'
  }
}

function askForCode(form: HTMLFormElement): void {
  const code = form.querySelector('input')
  const problem = document.getElementById('factor-problem')
  const button = form.querySelector('button')
  code?.focus()
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (!code || !problem || !button) return
    button.disabled = true
    const called = await change('/console/api/second-factor', { code: code.value })
    if (called.ok) return location.replace('/console')
    button.disabled = false
    problem.hidden = false
    problem.textContent = refusalOf(called.why, called.seconds)
    code.select()
  })
}

await spendLink()
// A new link in the tab of an old one changes only what stands behind '#': the page is not loaded anew.
window.addEventListener('hashchange', () => void spendLink())
const form = document.querySelector<HTMLFormElement>('[data-second-factor]')
if (form) askForCode(form)
