// Fills a trial run: the demo agency's people and groups into the LINE stand-in, everything else into the product. What
// visitors did to either before a restart stays as it is.

import type { LinePlatform } from 'line-stand-in'
import type { FeatureDeps } from '../features/feature-deps.js'
import type { Features } from '../features/index.js'
import { demoCitizen, demoGroups, demoPeople } from './agency/demo-accounts.js'
import { officerKeyFile } from './officer-key-file.js'
import { demoIdOf } from './seed-complaints.js'
import { seedDemo, seedDemoCases } from './seed-demo.js'
import { seedIntegrityWork } from './seed-integrity-work.js'
import { seedUnitsConcerned } from './seed-units-concerned.js'
import { standInChannel } from './stand-in-channel.js'

export interface TrialProduct {
  readonly features: Features
  readonly deps: Pick<FeatureDeps, 'keyring' | 'clock' | 'agencyName'>
}

/** `keep` writes a file into DATA_DIR. */
export async function fillTrial(
  platform: Pick<LinePlatform, 'addPerson' | 'addGroup' | 'showPhones'>,
  { features, deps }: TrialProduct,
  keep: (name: string, words: string) => Promise<void>,
): Promise<{ readonly staff: number; readonly units: number }> {
  const { keyring, clock, agencyName } = deps
  const people = demoPeople.map(({ userId, name, language }) =>
    platform.addPerson({ userId, name, language, friend: true }),
  )
  const groups = demoGroups.map(({ groupId, name, members }) => {
    const inGroup = people.filter(({ userId }) => members.includes(userId))
    return platform.addGroup({ groupId, name, members: inGroup, channel: standInChannel.name })
  })
  const [staff] = people
  const [everybody] = groups
  const citizen = people.find(({ userId }) => userId === demoCitizen.userId)
  const officers = people.slice(1, 3)
  if (staff && everybody && citizen) {
    platform.showPhones([
      { person: staff, group: everybody },
      ...[staff, citizen, ...officers].map((person) => ({ person })),
    ])
  }
  return seedDemo({
    features,
    keyring,
    clock,
    agencyName,
    channel: standInChannel.name,
    cases: 'later',
    keepOfficerKeys: (keys) => keep(officerKeyFile.name, officerKeyFile.words(keys)),
  })
}

/** Cases and the year's integrity work come while the first visitor already looks around: no first answer needs them. */
export async function fillTrialFurther({ features, deps }: TrialProduct): Promise<void> {
  await seedDemoCases({ ...deps, features })
  await seedUnitsConcerned(features, deps.clock(), demoIdOf(deps.keyring))
  await seedIntegrityWork(features, deps.clock, standInChannel.name)
}
