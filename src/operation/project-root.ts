// Where the project lies on disk, so that locales and pictures are found from src (tsx) and from dist/src alike.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The nearest folder above this file that holds a package.json; no trailing slash. */
export const projectRoot: string = folderOfPackage(dirname(fileURLToPath(import.meta.url)))

function folderOfPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const above = dirname(folder)
  if (above === folder)
    throw new Error('There is no package.json above the program: was it moved out of its project?')
  return folderOfPackage(above)
}
