// The errors a client of MongoDB knows: number, name and sentence are MongoDB's own, so that a driver, mongoose or mongosh
// behave as they do with the real one. Refuses to invent: what has no number of MongoDB's is a defect and answers as 8, UnknownError.

const NAMES: Readonly<Record<number, string>> = {
  2: 'BadValue',
  8: 'UnknownError',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  115: 'CommandNotSupported',
  166: 'CommandNotSupportedOnView',
  171: 'CannotIndexParallelArrays',
  238: 'NotImplemented',
  263: 'OperationNotSupportedInTransaction',
  334: 'MechanismUnavailable',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  17419: 'Location17419',
}

/** The name MongoDB gives to a number; numbers without a name are called Location<number> there too. */
export function codeNameOf(code: number): string {
  return NAMES[code] ?? `Location${code}`
}

/** An answer of refusal. `details` are further fields of the error document (keyPattern, keyValue). */
export class MongoError extends Error {
  readonly code: number
  readonly details: Readonly<Record<string, unknown>> | undefined

  constructor(code: number, message: string, details?: Readonly<Record<string, unknown>>) {
    super(message)
    this.name = 'MongoError'
    this.code = code
    this.details = details
  }

  get codeName(): string {
    return codeNameOf(this.code)
  }
}

export const badValue = (message: string) => new MongoError(2, message)
export const failedToParse = (message: string) => new MongoError(9, message)
export const typeMismatch = (message: string) => new MongoError(14, message)
/** For what MongoDB does and this server does not: it says so instead of pretending. */
export const notImplemented = (what: string) =>
  new MongoError(238, `${what} is not implemented by the embedded database; use a MongoDB server`)
