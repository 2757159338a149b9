// What a browser answers when it made or showed a passkey, as it comes from outside: shapes and bounds. Whether it is true is asked
// of the library.
import { z } from 'zod'

const bytes = z
  .string()
  .regex(/^[\w-]+$/)
  .max(20_000)
const id = z
  .string()
  .regex(/^[\w-]+$/)
  .max(1400)
const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const
const transport = z.enum(transports)
const common = {
  id,
  rawId: id,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish().catch(undefined),
}

/** Only ways that we know are kept: a browser may name new ones. */
const knownTransports = z
  .array(z.string())
  .transform((all) => all.flatMap((one) => transport.safeParse(one).data ?? []))

export const madePasskeySchema = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: knownTransports.default([]),
  }),
})
export type MadePasskey = z.infer<typeof madePasskeySchema>

export const shownPasskeySchema = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.nullish(),
  }),
})
export type ShownPasskey = z.infer<typeof shownPasskeySchema>

export const isTransport = (one: string): one is (typeof transports)[number] =>
  transport.safeParse(one).success
