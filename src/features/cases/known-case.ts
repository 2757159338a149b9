// The id of a case after it was looked up how whoever asks stands to it, or after the server itself chose it. What changes a
// case takes no other: an id out of an address, a body or a button is a string, and does not compile. Only the doors make one.

declare const looked: unique symbol

export type KnownCase = string & { readonly [looked]: true }

/** Only where the relation was looked up just now, or where the id is our own. test/house/architecture.test.ts counts the places. */
export const knownCase = (caseId: string): KnownCase => caseId as KnownCase
