// All that the people room keeps, in five collections of its own.
import type { Connection } from 'mongoose'
import { type CodeModel, createCodeModel } from './code-model.js'
import { createGroupModel, type GroupModel } from './group-model.js'
import { createLinkModel, type LinkModel } from './link-model.js'
import { createStaffModel, type StaffModel } from './staff-model.js'
import { createWrongCodeModel, type WrongCodeModel } from './wrong-code-model.js'

export interface PeopleModel {
  readonly staff: StaffModel
  readonly links: LinkModel
  readonly codes: CodeModel
  readonly groups: GroupModel
  readonly wrongCodes: WrongCodeModel
}

export function createPeopleModel(connection: Connection): PeopleModel {
  return {
    staff: createStaffModel(connection),
    links: createLinkModel(connection),
    codes: createCodeModel(connection),
    groups: createGroupModel(connection),
    wrongCodes: createWrongCodeModel(connection),
  }
}
