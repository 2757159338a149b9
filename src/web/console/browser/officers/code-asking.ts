// Sends the six digits of the second step. Runs in the browser.
import { change, refusalOf } from '../console-call.js'

export function wireCode(done: () => void): void {
  const form = document.querySelector<HTMLFormElement>('[data-second-factor]')
  const code = form?.querySelector('input')
  const problem = document.getElementById('factor-problem')
  const button = form?.querySelector('button')
  form?.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (!code || !problem || !button) return
    button.disabled = true
    const called = await change('/console/api/second-factor', { code: code.value })
    if (called.ok) return done()
    button.disabled = false
    problem.hidden = false
    problem.textContent = refusalOf(called.why, called.seconds)
    code.select()
  })
}
