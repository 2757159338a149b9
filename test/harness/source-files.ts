// The TypeScript files of some folders, by their paths from the project's root.
import { readdirSync } from 'node:fs'

export const sourceFiles = (folders: readonly string[]): readonly string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
