// What a choice's button carries: which dialog, which step, which value.
import { z } from 'zod'

const choice = z.object({ d: z.string(), s: z.string(), v: z.string() })

export function choiceData(data: unknown): z.infer<typeof choice> | undefined {
  const read = choice.safeParse(data)
  return read.success ? read.data : undefined
}
