// What this browser alone can do to the source of the case that it has opened: the names are in the sealed body. That it does
// not succeed is no reason to hold back what the officer decided.
import { change } from '../console-call.js'
import type { OpenedCase } from './officer-case-opening.js'

/** The reporter is told in LINE, in a window of the day, if that was asked for. */
export async function ringSource({ body, answered: { caseId } }: OpenedCase): Promise<void> {
  if (body?.noticeId !== undefined)
    await change(`/console/api/cases/${caseId}/notices/${body.noticeId}/ring`, {})
}

/** The binding for notices dies some days after the case was closed. */
export async function letGoOfSource({ body, answered: { caseId } }: OpenedCase): Promise<void> {
  if (body?.noticeId !== undefined)
    await change(`/console/api/cases/${caseId}/notices/${body.noticeId}/closed`, {})
}

/** Whoever sent this may send nothing from that chat until the end of tomorrow. Nobody learns who it is. */
export async function muteSource({ body, answered: { caseId } }: OpenedCase): Promise<void> {
  if (body?.muteId !== undefined) await change(`/console/api/cases/${caseId}/mutes/${body.muteId}`, {})
}
