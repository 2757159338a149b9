// Leaves at once: the page is replaced by a weather page, so that "back" does not lead here, and what was typed is gone
// with it, for it was nowhere but in this page.

const neutralPage = 'https://www.tmd.go.th/'

/** The button in the header, and Esc pressed twice within a second. */
export function prepareQuickExit(): void {
  document.getElementById('quick-exit')?.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
  let last = 0
  document.addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (key !== 'Escape' || repeat) return
    if (timeStamp - last < 1000) leave()
    last = timeStamp
  })
}

function leave(): void {
  document.body.replaceChildren()
  document.title = ''
  location.replace(neutralPage)
}
