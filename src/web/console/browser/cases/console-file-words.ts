// The words about files, where a page of the console has some.
import { z } from 'zod'
import type files from '../../../../../locales/th/files.json'
import { readPageData } from '../../../pages/page-data.js'
import { textTree, wordsFrom } from '../../../pages/words-in-page.js'

export const sayFiles = wordsFrom<typeof files>(readPageData(z.object({ fileWords: textTree })).fileWords).say
