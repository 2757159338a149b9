// Scripts that a page loads later, and its worker: only the bytes that the page expects are run, as with the tags in its head.
// Browsers compare a tag and a fetch with what they are told; an import and a worker they do not, so each goes by one of those.

/** Milliseconds. They are large, and a line may be slow. */
const patience = 60_000

/** Rejects for other bytes, and where it does not come: what is returned is the module that was bundled. */
export async function importChecked<Module>(path: string, integrity: string): Promise<Module> {
  await loadedByTag(path, integrity)
  // A page keeps a module by its address: this is the one that was compared, and nothing is fetched again.
  return import(path)
}

function loadedByTag(path: string, integrity: string): Promise<void> {
  return new Promise((done, failed) => {
    const tag = document.createElement('script')
    const refuse = () => failed(new Error(`${path} did not come, or is another than this page expects`))
    const late = setTimeout(refuse, patience)
    tag.type = 'module'
    tag.integrity = integrity
    tag.src = path
    tag.addEventListener('load', () => {
      clearTimeout(late)
      done()
    })
    tag.addEventListener('error', () => {
      clearTimeout(late)
      refuse()
    })
    document.head.append(tag)
  })
}

/**
 * A worker from bytes that were compared. It is started from a copy in memory, since the browser would fetch an address a second time
 * and compare nothing; it has the rules of the page that made it. Rejects for other bytes.
 */
export async function checkedWorker(path: string, integrity: string): Promise<Worker> {
  const answer = await fetch(path, { integrity, signal: AbortSignal.timeout(patience) })
  if (!answer.ok) throw new Error(`${path} did not come`)
  const code = new Blob([await answer.arrayBuffer()], { type: 'text/javascript' })
  const copy = URL.createObjectURL(code)
  // Not taken back: some browsers read it only later. It goes with the page.
  return new Worker(copy, { type: 'module' })
}
