// How every collection is kept: in the order of its ids. MongoDB otherwise numbers rows as they come in, and whoever has a copy
// reads in which order people reported, though no row holds a time. Needs MongoDB 5.3 or later.

export const clusteredIndex = { key: { _id: 1 }, unique: true, name: '_id_' } as const

/** Among the options of every schema: the collection is made so when it is made. An older one: `clusterOldCollections`. */
export const clustered = { versionKey: false, collectionOptions: { clusteredIndex } } as const
