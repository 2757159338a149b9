// How full the room for files is, as a bar: as the last day ended, for everybody alike, in steps of five of a hundred.
import type { SpaceFigures } from '../../../features/space/space-figures.js'
import { spaceBudgetsTold } from '../../../features/space/space-letters-rules.js'
import { say, spaceNumbers } from '../../../features/space/space-words.js'
import type { Language } from '../../../i18n/texts.js'

export function RoomForFiles({
  language,
  used,
}: {
  readonly language: Language
  readonly used: SpaceFigures
}) {
  return (
    <section class="room">
      <h2>{say(language, 'overview.title')}</h2>
      {spaceBudgetsTold.map((about) => {
        const { percent } = used[about]
        const words = say(language, `overview.${about}`, spaceNumbers(language, about, used))
        return (
          <div key={about} class="card">
            <p>{words}</p>
            <meter min={0} max={100} high={79} low={79} optimum={0} value={percent} aria-label={words} />
          </div>
        )
      })}
      {used.all.state !== 'calm' && <p class="problem">{say(language, `overview.${used.all.state}`)}</p>}
      <p class="quiet">{say(language, 'overview.upTo', spaceNumbers(language, 'all', used))}</p>
    </section>
  )
}
