// What a file that somebody sends can be warned of. The words for people are in locales.

/** In the order in which they matter. */
export const fileDangers = [
  ...(['eicar', 'program', 'diskImage', 'script', 'macros', 'archiveRuns', 'bomb'] as const),
  ...(['pdfRuns', 'pageRuns', 'embedded', 'fetches', 'oneNote', 'doubleName', 'lies'] as const),
  ...(['hidden', 'nested', 'locked', 'unseen'] as const),
] as const
export type FileDanger = (typeof fileDangers)[number]
