// All that the people room keeps, in five collections of its own.
import type { Connection } from 'mongoose'
import { createGroupModel, type GroupModel } from './group-model.js'
import { createLinkModel, type LinkModel } from './links/link-model.js'
import { type CodeModel, createCodeModel } from './registration/code-model.js'
import { createWrongCodeModel, type WrongCodeModel } from './registration/wrong-code-model.js'
import { createStaffModel, type StaffModel } from './roster/staff-model.js'

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
