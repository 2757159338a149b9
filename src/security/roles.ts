// Who a person is to this agency. Deny is the default: what names no role is open to nobody but through `everyone`.
export const roles = ['staff', 'officer', 'ethics', 'executive', 'admin'] as const
export type Role = (typeof roles)[number]

export const hasAnyRole = (held: readonly Role[], wanted: readonly Role[]): boolean =>
  held.some((role) => wanted.includes(role))
