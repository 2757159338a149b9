// Reads sealed bytes out of a request, when room for them is held. What it says of its own length is an upper bound: more does not
// come in, and packed bytes, which are short on the way and long on the disk, are not unpacked.
import express, { type Request, type Response } from 'express'

/** So many bytes may come, and no more: as many as are declared, else as many as the route takes. */
export function mayBring(request: Request, most: number): number {
  const declared = request.get('content-length')
  return declared === undefined ? most : Math.min(Number(declared), most)
}

export const tellsTooMuch = (request: Request, most: number): boolean =>
  Number(request.get('content-length') ?? 0) > most

/** `undefined`: it broke off, is longer than that, or is no such body. Then nothing is held of it. */
export async function sealedBody(
  request: Request,
  response: Response,
  most: number,
): Promise<Uint8Array | undefined> {
  const read = express.raw({ type: 'application/octet-stream', limit: most, inflate: false })
  const problem = await new Promise<unknown>((done) => read(request, response, done))
  const body: unknown = request.body
  return problem === undefined && body instanceof Uint8Array ? body : undefined
}
