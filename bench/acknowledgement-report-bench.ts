// The evidence of one policy for 20,000 staff in 60 units, 16,000 of whom have answered: from asking to every row and total.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startEmbeddedMongo } from 'embedded-mongodb'
import mongoose, { type Connection } from 'mongoose'
import type { Paper } from '../src/documents/paper.js'
import { pdfOf } from '../src/documents/pdf/pdf-paper.js'
import { xlsxOf } from '../src/documents/xlsx-paper.js'
import { createAcknowledgements } from '../src/features/acknowledgements/acknowledgements-feature.js'
import { evidencePaper } from '../src/features/acknowledgements/evidence/evidence-paper.js'
import { createPeople } from '../src/features/people/people-feature.js'
import { createSettings } from '../src/features/settings/settings-feature.js'
import { createHeavyWork } from '../src/heavy-work/heavy-threads.js'
import { dayInBangkok } from '../src/i18n/calendar/bangkok-time.js'
import { createMediaStore } from '../src/media/media-store.js'
import { createAudit } from '../src/security/audit/audit.js'
import { createHandedFiles } from '../src/security/handed-files.js'
import { createKeyring } from '../src/security/keyring.js'

const staffCount = 20_000
const answered = 16_000
const units = 60
const runs = 5

export async function benchAcknowledgementReport() {
  const dataDir = await mkdtemp(join(tmpdir(), 'sujarit-bench-'))
  const mongo = await startEmbeddedMongo({ dataDir, database: 'sujarit' })
  const connection = await mongoose.createConnection(mongo.uri).asPromise()
  try {
    return await measureReport(connection)
  } finally {
    await connection.close()
    await mongo.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function measureReport(connection: Connection) {
  const clock = () => new Date('2026-11-20T05:00:00Z')
  const agencyName = { th: 'หน่วยงานทดสอบ', en: 'Test Agency' }
  const keyring = createKeyring(randomBytes(32))
  const audit = createAudit(connection, clock, keyring)
  const media = createMediaStore(connection, clock)
  const publicUrl = 'http://127.0.0.1'
  const files = createHandedFiles({ connection, clock, audit, publicUrl })
  const deps = {
    connection,
    keyring,
    clock,
    audit,
    agencyName,
    media,
    files,
    publicUrl,
    heavyWork: createHeavyWork(),
  }
  const people = createPeople(deps).rules
  const { rules } = createAcknowledgements(deps, people, createSettings(deps).rules)
  await Promise.all(Object.values(connection.models).map((model) => model.init()))
  await people.importRoster(
    Array.from({ length: staffCount }, (_, index) => ({
      employeeCode: String(100_000 + index),
      name: `บุคลากร ${index}`,
      unit: `หน่วยงานที่ ${index % units}`,
      position: '',
    })),
  )
  await rules.addPolicy({
    key: 'no-gift',
    fiscalYear: 2570,
    th: { title: 'นโยบาย No Gift Policy', summary: 'งดรับ งดให้', points: [], text: 'ข้อความฉบับเต็ม' },
    opens: '2026-10-01',
    due: '2026-12-31',
  })
  const staff = await people.activeStaff()
  const filling = performance.now()
  await rules.takeOver(
    staff.slice(0, answered).map(({ staffId }) => ({
      policyKey: 'no-gift',
      version: 1,
      staffId,
      at: clock(),
      channel: 'main',
      place: 'private',
      language: 'th',
      eventKey: staffId,
    })),
  )
  const filled = performance.now()

  const report: number[] = []
  const processor: number[] = []
  const progress: number[] = []
  const today = dayInBangkok(clock())
  let percent: string | undefined
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    const used = process.cpuUsage()
    percent = (await rules.evidence('no-gift', 1, today))?.all.percent
    const reported = performance.now()
    const { user, system } = process.cpuUsage(used)
    processor.push((user + system) / 1000)
    await rules.progress('no-gift', today)
    report.push(reported - began)
    progress.push(performance.now() - reported)
  }
  const evidence = await rules.evidence('no-gift', 1, today)
  if (!evidence) throw new Error('The policy of the bench is not there')
  const papers = await measurePapers(
    evidencePaper(evidence, { language: 'th', agency: agencyName.th, asOf: clock(), seesRefusals: true }),
  )
  return {
    staff: staffCount,
    answered,
    percent,
    chainedPerSecond: Math.round((answered / (filled - filling)) * 1000),
    evidenceMilliseconds: spread(report),
    /** Of this process with the database in it: what it costs whatever else the machine does. */
    evidenceProcessorMilliseconds: spread(processor),
    progressMilliseconds: spread(progress),
    ...papers,
  }
}

/** The whole evidence as files; `longestPause`: how long nobody else was answered meanwhile. */
async function measurePapers(paper: Paper) {
  const pauses = monitorEventLoopDelay({ resolution: 10 })
  const measured = async (draw: (paper: Paper) => Promise<Buffer>) => {
    pauses.reset()
    pauses.enable()
    const began = performance.now()
    const { length } = await draw(paper)
    const milliseconds = Math.round(performance.now() - began)
    pauses.disable()
    return { milliseconds, kilobytes: Math.round(length / 1000), longestPause: Math.round(pauses.max / 1e6) }
  }
  return { evidencePdf: await measured(pdfOf), evidenceXlsx: await measured(xlsxOf) }
}

function spread(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b).map(Math.round)
  return { fastest: sorted[0], median: sorted[Math.floor(sorted.length / 2)], slowest: sorted.at(-1) }
}
