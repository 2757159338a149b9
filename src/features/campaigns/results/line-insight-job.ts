// Asks LINE, day by day, how many people have seen what was sent. LINE takes 60 such questions an hour for each channel; what
// it does not answer now is asked again in the next hour.
import type { LineInsight, LineInsightRules } from './line-insight-rules.js'

const mostInAnHour = 50

/** Answers how many sendings have new figures. */
export const createInsightAsking =
  (rules: LineInsightRules, line: Pick<LineInsight, 'unitFigures'>) => async (): Promise<number> => {
    let told = 0
    for (const { runId, channel, unit, from, to } of await rules.due(mostInAnHour)) {
      const figures = await line.unitFigures(channel, unit, dateOfLine(from), dateOfLine(to))
      if (!figures) continue
      await rules.note(runId, figures)
      told += 1
    }
    return told
  }

/** 'YYYYMMDD'. */
const dateOfLine = (day: string): string => day.replaceAll('-', '')
