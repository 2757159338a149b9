// Who keeps the library, and under which name they stand in the audit chain.
import type { Turn } from '../../conversation/turn.js'
import { hasAnyRole, type Role } from '../../security/roles.js'

export const keepers: readonly Role[] = ['ethics', 'admin']

/** Asked again at the confirmation: a role may have been taken back since the dialog was opened. */
export const mayKeep = (turn: Turn): boolean => hasAnyRole(turn.person.roles, keepers)

export const keeperOf = ({ person, sender, chat }: Turn): string => person.staffId ?? sender?.key ?? chat.key
