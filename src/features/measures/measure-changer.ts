// Who changes a measure in the chat: an officer any, an owner their own.
import type { Turn } from '../../conversation/turn.js'
import { hasAnyRole, type Role } from '../../security/roles.js'
import type { Measure } from './measure.js'
import type { Changer } from './measures-rules.js'

export const measureOfficers: readonly Role[] = ['ethics', 'admin']
/** Owners see theirs, executives all. */
export const measureReaders: readonly Role[] = ['staff', 'executive', ...measureOfficers]

export const changerOf = ({ person: { staffId, roles }, sender, chat }: Turn): Changer => ({
  by: staffId ?? sender?.key ?? chat.key,
  officer: hasAnyRole(roles, measureOfficers),
  ...(staffId !== undefined && { staffId }),
})

export function mayChange(turn: Turn, { ownerStaffId }: Measure): boolean {
  const { officer, staffId } = changerOf(turn)
  return officer || (staffId !== undefined && ownerStaffId === staffId)
}
