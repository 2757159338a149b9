// What the product knows of whoever is speaking, without a LINE id and without a picture.
import type { Language } from '../i18n/texts.js'
import type { Role } from './roles.js'

export interface Person {
  readonly language: Language
  /** Empty for a citizen and for staff who have not linked their LINE account. */
  readonly roles: readonly Role[]
  /** The staff row this LINE account is linked with. */
  readonly staffId?: string
  readonly name?: string
}

/** A LINE group that the agency has registered. */
export interface RegisteredGroup {
  readonly groupId: string
  readonly unit: string
}
