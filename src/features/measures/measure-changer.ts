// Who changes a measure in the chat: an officer any, an owner their own.
import type { Turn } from '../../conversation/turn.js'
import type { Role } from '../../security/roles.js'
import type { Measure } from './measure.js'
import type { Changer } from './measures-rules.js'

export const measureOfficers: readonly Role[] = ['ethics', 'admin']

export const changerOf = ({ person: { staffId, roles }, sender, chat }: Turn): Changer => ({
  by: staffId ?? sender?.key ?? chat.key,
  officer: roles.some((role) => measureOfficers.includes(role)),
  ...(staffId !== undefined && { staffId }),
})

export function mayChange(turn: Turn, { ownerStaffId }: Measure): boolean {
  const { officer, staffId } = changerOf(turn)
  return officer || (staffId !== undefined && ownerStaffId === staffId)
}
