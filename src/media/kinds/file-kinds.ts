// The kinds of files that people send, as a table: how a saved one ends, what it is called on the wire, and to which family it
// belongs. A family is what a person is told: what may hide in it. Runs in the browser and on the server.

/** `page`: can run scripts where it is opened. `program`: runs; it is never saved under a name that a tap would start. */
export const fileFamilies = [
  ...(['picture', 'video', 'audio', 'pdf', 'office', 'text'] as const),
  ...(['page', 'mail', 'archive', 'program', 'unknown'] as const),
] as const
export type FileFamily = (typeof fileFamilies)[number]

export interface FileKind {
  readonly ending: string
  readonly mime: string
  readonly family: FileFamily
}

const openXml = 'application/vnd.openxmlformats-officedocument'
const macros = 'macroEnabled.12'
const openDocument = 'application/vnd.oasis.opendocument'

const byFamily = {
  picture: {
    ...{ jpg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif' },
    ...{ heic: 'image/heic', heif: 'image/heif', tiff: 'image/tiff', bmp: 'image/bmp' },
  },
  video: {
    ...{ mp4: 'video/mp4', mov: 'video/quicktime', m4v: 'video/x-m4v', '3gp': 'video/3gpp' },
    ...{ avi: 'video/x-msvideo', mkv: 'video/x-matroska', webm: 'video/webm' },
  },
  audio: {
    ...{ mp3: 'audio/mpeg', m4a: 'audio/mp4', aac: 'audio/aac', ogg: 'audio/ogg', opus: 'audio/opus' },
    ...{ wav: 'audio/wav', amr: 'audio/amr', flac: 'audio/flac' },
  },
  pdf: { pdf: 'application/pdf' },
  office: {
    ...{ doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint' },
    docx: `${openXml}.wordprocessingml.document`,
    xlsx: `${openXml}.spreadsheetml.sheet`,
    pptx: `${openXml}.presentationml.presentation`,
    docm: `application/vnd.ms-word.document.${macros}`,
    xlsm: `application/vnd.ms-excel.sheet.${macros}`,
    pptm: `application/vnd.ms-powerpoint.presentation.${macros}`,
    odt: `${openDocument}.text`,
    ods: `${openDocument}.spreadsheet`,
    odp: `${openDocument}.presentation`,
    rtf: 'application/rtf',
  },
  text: { txt: 'text/plain', csv: 'text/csv' },
  page: { svg: 'image/svg+xml', html: 'text/html' },
  mail: { eml: 'message/rfc822', msg: 'application/vnd.ms-outlook' },
  archive: {
    ...{ zip: 'application/zip', rar: 'application/vnd.rar', '7z': 'application/x-7z-compressed' },
    ...{ gz: 'application/gzip' },
  },
} as const satisfies Partial<Record<FileFamily, Readonly<Record<string, string>>>>

type Tables = typeof byFamily
export type KnownEnding = { [Family in keyof Tables]: keyof Tables[Family] }[keyof Tables]

const known: readonly FileKind[] = fileFamilies.flatMap((family) =>
  Object.entries(byFamily[family as keyof Tables] ?? {}).map(([ending, mime]) => ({ ending, mime, family })),
)
const byEnding: ReadonlyMap<string, FileKind> = new Map(known.map((kind) => [kind.ending, kind]))
const byMime: ReadonlyMap<string, FileKind> = new Map(known.map((kind) => [kind.mime.toLowerCase(), kind]))

const nobodyKnows: FileKind = { ending: 'bin', mime: 'application/octet-stream', family: 'unknown' }
/** What runs ends in letters that start nothing. */
const runs: FileKind = { ending: 'bin', mime: 'application/x-executable', family: 'program' }

export const allKinds = known
export const kindNamed = (ending: KnownEnding | 'bin' | 'program'): FileKind =>
  ending === 'program' ? runs : (byEnding.get(ending) ?? nobodyKnows)

/** Other names under which browsers, LINE and earlier versions of ours wrote the same. */
const otherNames: Readonly<Record<string, KnownEnding>> = {
  ...{ 'image/jpg': 'jpg', 'image/tif': 'tiff', 'image/x-ms-bmp': 'bmp', 'audio/x-m4a': 'm4a' },
  ...{ 'audio/mp3': 'mp3', 'audio/x-wav': 'wav', 'audio/wave': 'wav', 'audio/x-flac': 'flac' },
  ...{ 'application/x-zip-compressed': 'zip', 'application/x-rar-compressed': 'rar', 'text/rtf': 'rtf' },
  ...{ 'application/x-gzip': 'gz', 'application/csv': 'csv', 'audio/x-aac': 'aac', 'video/avi': 'avi' },
}

/** The kind that somebody's word for it means; the bytes decide where there are some (`fileKindOf`). */
export function kindByMime(mime: string): FileKind {
  const plain = mime.split(';')[0]?.trim().toLowerCase() ?? ''
  if (plain === runs.mime) return runs
  return byMime.get(plain) ?? byEnding.get(otherNames[plain] ?? '') ?? nobodyKnows
}
