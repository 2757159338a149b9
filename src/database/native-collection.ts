// The driver's own collection behind a mongoose model, with the row's type. One cast, in one place.
import type { Connection, mongo, Schema } from 'mongoose'

/** Declares the model (which builds the schema's indexes) and hands out the collection below it. */
export function nativeCollection<T extends mongo.Document>(
  connection: Connection,
  name: string,
  schema: Schema<T>,
): mongo.Collection<T> {
  const model = connection.models[name] ?? connection.model<T>(name, schema)
  return model.collection as unknown as mongo.Collection<T>
}
