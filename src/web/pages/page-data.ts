// What the server wrote into the page for its script, checked: the script and the page may be of different versions.
import type { z } from 'zod'

/** Throws when the page has no data, or data of another shape. */
export function readPageData<T>(schema: z.ZodType<T>): T {
  const element = document.getElementById('page-data')
  return schema.parse(JSON.parse(element?.textContent ?? 'null'))
}
