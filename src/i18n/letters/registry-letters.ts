// The letters that numbers of a Thai register of complaints begin with, until an agency chooses its own (settings).

/** ทุจริต, ร้องเรียนทั่วไป. The register is a Thai book, whatever language reads it. */
export const registryLetters = { corruption: 'ท', general: 'ร' } as const
