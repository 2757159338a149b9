// What may tell who wrote a tip, the most telling first: of several that overlap the first here gives the name.

export const disclosureKinds = [
  'nationalId',
  'phone',
  'email',
  'lineId',
  'social',
  'ownCode',
  'plate',
  'address',
  'ownName',
  'ownPosition',
  'firstPerson',
] as const
export type DisclosureKind = (typeof disclosureKinds)[number]

/** A stretch of plain words. `instead` is what could stand there; '' says that it can simply go. */
export interface Sign {
  readonly kind: DisclosureKind
  readonly start: number
  readonly end: number
  readonly instead: string
}

/** Reads plain words once, in linear time. */
export type SignFinder = (words: string) => readonly Sign[]

export const hidden = '[…]'
