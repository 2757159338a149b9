// Leaves at once: the page is replaced by another site, the one its button leads to, so that "back" does not lead here, and what
// was typed is gone with it, for it was nowhere but in this page.
import { leaveAtOnce } from './leaving.js'
import { depthNow } from './step-history.js'

/** Milliseconds that the browser may take to go back to this page's first entry. */
const mostToRewind = 200

/** The button in the header, and Esc pressed twice within a second. */
export function prepareQuickExit(): void {
  const button = document.querySelector<HTMLAnchorElement>('#quick-exit')
  if (!button) return
  const { href } = button
  button.addEventListener('click', (event) => {
    event.preventDefault()
    leaveFor(href)
  })
  let last = Number.NEGATIVE_INFINITY
  document.addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (key !== 'Escape' || repeat) return
    if (timeStamp - last < 1000) leaveFor(href)
    last = timeStamp
  })
}

function leaveFor(href: string): void {
  leaveAtOnce()
  document.body.replaceChildren()
  document.title = ''
  const replace = () => location.replace(href)
  const depth = depthNow()
  if (depth === 0) {
    replace()
    return
  }
  // The first entry is replaced: the steps would be a way back.
  addEventListener('popstate', replace, { once: true })
  setTimeout(replace, mostToRewind)
  history.go(-depth)
}
