// Writes personal codes where only the operator can read them: a new file of mode 0600, complete or not at all.
import { randomUUID } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import type { PersonalCode } from '../src/features/people/registration/invitation-rules.js'

export class CodesFileRefused extends Error {
  constructor(
    readonly file: string,
    readonly why: 'exists' | 'unwritable',
  ) {
    super(`The file of codes cannot be written: ${why}`)
  }
}

/** UTF-8 with a byte order mark, so that Excel shows Thai. Throws CodesFileRefused. */
export async function writeCodesFile(
  file: string,
  codes: readonly PersonalCode[],
  when: 'createOnly' | 'overwrite',
): Promise<void> {
  const lines = [
    'employee_code,code',
    ...codes.map(({ employeeCode, code }) => `${cell(employeeCode)},${code}`),
  ]
  const unfinished = `${file}.${randomUUID()}.unfinished`
  try {
    const handle = await open(unfinished, 'wx', 0o600)
    try {
      await handle.writeFile(`\ufeff${lines.join('\r\n')}\r\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    // A link, unlike a rename, refuses to replace a file that has appeared in the meantime.
    if (when === 'overwrite') await rename(unfinished, file)
    else await link(unfinished, file)
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new CodesFileRefused(file, taken ? 'exists' : 'unwritable')
  } finally {
    await rm(unfinished, { force: true })
  }
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
