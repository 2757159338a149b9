/*
 * Reads from a TrueType file which characters it has letters for (its `cmap` table, formats 4 and 12; OpenType
 * specification, "cmap — Character to Glyph Index Mapping Table"). Nothing else of the file is looked at.
 */

/** The code points that the font maps to a glyph. Throws when the file has no Unicode table of format 4 or 12. */
export function charactersOfFont(file: Buffer): ReadonlySet<number> {
  const cmap = tableOffset(file, 'cmap')
  const characters = new Set<number>()
  let read = 0
  for (let i = 0; i < file.readUInt16BE(cmap + 2); i++) {
    const table = cmap + file.readUInt32BE(cmap + 4 + i * 8 + 4)
    const format = file.readUInt16BE(table)
    if (format === 4) addSegments(file, table, characters)
    else if (format === 12) addGroups(file, table, characters)
    else continue
    read++
  }
  if (read === 0) throw new Error('The font has no character table of format 4 or 12')
  return characters
}

function tableOffset(file: Buffer, tag: string): number {
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const entry = 12 + i * 16
    if (file.toString('latin1', entry, entry + 4) === tag) return file.readUInt32BE(entry + 8)
  }
  throw new Error(`The font has no ${tag} table`)
}

function addSegments(file: Buffer, table: number, characters: Set<number>): void {
  const twiceCount = file.readUInt16BE(table + 6)
  const ends = table + 14
  const starts = ends + twiceCount + 2
  const deltas = starts + twiceCount
  const offsets = deltas + twiceCount
  for (let at = 0; at < twiceCount; at += 2) {
    const end = file.readUInt16BE(ends + at)
    const start = file.readUInt16BE(starts + at)
    const delta = file.readUInt16BE(deltas + at)
    const offset = file.readUInt16BE(offsets + at)
    for (let character = start; character <= end && character !== 0xffff; character++) {
      const glyph =
        offset === 0
          ? (character + delta) & 0xffff
          : file.readUInt16BE(offsets + at + offset + (character - start) * 2)
      if (glyph !== 0) characters.add(character)
    }
  }
}

function addGroups(file: Buffer, table: number, characters: Set<number>): void {
  for (let i = 0; i < file.readUInt32BE(table + 12); i++) {
    const group = table + 16 + i * 12
    const end = file.readUInt32BE(group + 4)
    for (let character = file.readUInt32BE(group); character <= end; character++) characters.add(character)
  }
}
