// Leaves at once: the page is replaced by another site, the one its button leads to, so that "back" does not lead here, and what
// was typed is gone with it, for it was nowhere but in this page.

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
  document.body.replaceChildren()
  document.title = ''
  location.replace(href)
}
