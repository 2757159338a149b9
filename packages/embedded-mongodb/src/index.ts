// What whoever uses the embedded database sees of it; all else is its own affair.
export {
  DirectoryInUse,
  type EmbeddedMongo,
  findOrStartEmbeddedMongo,
  type StartOptions,
  startEmbeddedMongo,
} from './embedded-mongodb.js'
