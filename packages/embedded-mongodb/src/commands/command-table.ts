// THE LIST of commands. What is not here does not exist: code 59, CommandNotFound.
import * as admin from './admin-commands.js'
import * as catalog from './catalog-commands.js'
import { explain } from './explain-command.js'
import * as read from './read-commands.js'
import type { Handler } from './server-state.js'
import * as write from './write-commands.js'

export const commands: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['find', read.find],
  ['getMore', read.getMore],
  ['killCursors', read.killCursors],
  ['count', read.count],
  ['distinct', read.distinct],
  ['aggregate', read.aggregate],
  ['explain', explain],

  ['insert', write.insert],
  ['update', write.update],
  ['delete', write.remove],
  ['findAndModify', write.findAndModify],
  ['findandmodify', write.findAndModify],

  ['create', catalog.create],
  ['drop', catalog.drop],
  ['dropDatabase', catalog.dropDatabase],
  ['renameCollection', catalog.renameCollection],
  ['listCollections', catalog.listCollections],
  ['listDatabases', catalog.listDatabases],
  ['createIndexes', catalog.createIndexes],
  ['listIndexes', catalog.listIndexes],
  ['dropIndexes', catalog.dropIndexes],
  ['deleteIndexes', catalog.dropIndexes],
  ['collStats', catalog.collStats],
  ['dbStats', catalog.dbStats],

  ['hello', admin.hello],
  ['isMaster', admin.hello],
  ['ismaster', admin.hello],
  ['ping', admin.done],
  ['endSessions', admin.done],
  ['refreshSessions', admin.done],
  ['killSessions', admin.done],
  ['buildInfo', admin.buildInfo],
  ['buildinfo', admin.buildInfo],
  ['hostInfo', admin.hostInfo],
  ['serverStatus', admin.serverStatus],
  ['connectionStatus', admin.connectionStatus],
  ['whatsmyuri', admin.whatsmyuri],
  ['getLog', admin.getLog],
  ['getCmdLineOpts', admin.getCmdLineOpts],
  ['getParameter', admin.getParameter],
  ['embeddedIdentity', admin.embeddedIdentity],
  ['saslStart', admin.refuseSasl],
  ['saslContinue', admin.refuseSasl],
  ['commitTransaction', admin.refuseTransaction],
  ['abortTransaction', admin.refuseTransaction],
])

/** Their bodies are read so that numbers keep their type: they are stored, or the type is asked for. */
export const TYPED_COMMANDS: ReadonlySet<string> = new Set([
  'insert',
  'update',
  'findAndModify',
  'findandmodify',
  'getMore',
])
