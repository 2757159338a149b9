// Shows a picture, a recording or words in the frame. Pages and drawings are never opened as such: a page is shown as what is written
// in it, a drawing as a picture, in which nothing runs and nothing is fetched.
import { kindByMime } from '../../../media/kinds/file-kinds.js'
import { wordsOf } from '../../../media/kinds/writing-kind.js'
import { addLine, type Ending, type ShowThis, whenHandedIn } from './viewer-talk.js'

const mostLetters = 500_000

whenHandedIn(async ({ bytes, mime, words }: ShowThis): Promise<Ending> => {
  const { family, ending } = kindByMime(mime)
  const address = () => URL.createObjectURL(new Blob([bytes], { type: mime }))
  if (family === 'picture' || ending === 'svg') return comes(document.createElement('img'), address(), 'load')
  if (family === 'video' || family === 'audio') {
    const player = document.createElement(family)
    player.controls = true
    return comes(player, address(), 'loadedmetadata')
  }
  const all = wordsOf(bytes) ?? ''
  if (all === '') return 'failed'
  const written = document.createElement('pre')
  written.textContent = all.slice(0, mostLetters)
  if (all.length > mostLetters) addLine(words.cut)
  document.body.append(written)
  return 'shown'
})

function comes(
  element: HTMLImageElement | HTMLVideoElement | HTMLAudioElement,
  address: string,
  event: 'load' | 'loadedmetadata',
): Promise<Ending> {
  return new Promise((done) => {
    element.addEventListener(event, () => done('shown'), { once: true })
    element.addEventListener('error', () => done('failed'), { once: true })
    document.body.append(element)
    element.src = address
  })
}
