import { expect } from 'chai'
import mongoose, { type Connection } from 'mongoose'
import { createJobElections } from '../../src/jobs/job-elections.js'
import { type Job, jobsOf, type Schedule, startSchedule } from '../../src/jobs/schedule.js'
import { keptLog } from '../harness/kept-log.js'
import { startTcpGate, type TcpGate } from '../harness/tcp-gate.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'

class DatabaseSulks extends Error {}

describe('Jobs', () => {
  let database: TestDatabase
  let way: TcpGate
  let second: Connection
  let schedules: Schedule[]
  const clock = () => new Date('2026-11-20T03:00:00Z')
  const { log, lines } = keptLog()

  before(async () => {
    database = await openTestDatabase()
    way = await startTcpGate(database.connection.port)
    second = await mongoose
      .createConnection(`mongodb://127.0.0.1:${way.port}/${database.connection.name}?directConnection=true`, {
        serverSelectionTimeoutMS: 5000,
      })
      .asPromise()
  })
  beforeEach(() => {
    schedules = []
    lines.splice(0)
  })
  afterEach(() => Promise.all(schedules.map((schedule) => schedule.stop())))
  after(async () => {
    await second?.close()
    await way?.shut()
    await database?.close()
  })

  const begin = (jobs: readonly Job[], connection = database.connection): Schedule => {
    const schedule = startSchedule(jobs, createJobElections(connection, clock), log)
    schedules.push(schedule)
    return schedule
  }

  it('When two replicas come to the same moment, then one of them runs, at the next moment one again', async () => {
    const elections = [createJobElections(database.connection, clock), createJobElections(second, clock)]
    for (const moment of ['reminders 09:30', 'reminders 09:31']) {
      const runs = await Promise.all(elections.map((election) => election.shouldRun(moment, 1000)))
      expect(runs.filter(Boolean), moment).to.have.length(1)
    }
  })

  it('When two schedules tick every second, then each second is run once', async () => {
    let runs = 0
    let enough: () => void = () => undefined
    const twice = new Promise<void>((resolve) => {
      enough = resolve
    })
    const everySecond: Job = {
      name: 'every-second',
      cron: '* * * * * *',
      run: async () => {
        runs += 1
        if (runs === 2) enough()
        return 1
      },
    }
    begin([everySecond])
    begin([everySecond], second)
    await twice
    await Promise.all(schedules.map((schedule) => schedule.stop()))
    // By the moments that were due, not by the wall clock: a busy machine may begin two of them within one second.
    const moments = await database.connection
      .collection('job_runs')
      .countDocuments({ _id: /every-second/ } as object)
    expect(runs).to.equal(moments)
    expect(lines.join('')).to.include('"job":"every-second"')
  })

  it('When a job fails by the clock, then its class is logged, never its words, and the next run comes', async () => {
    let runs = 0
    let again: () => void = () => undefined
    const twice = new Promise<void>((resolve) => {
      again = resolve
    })
    begin([
      {
        name: 'sulking',
        cron: '* * * * * *',
        run: async () => {
          runs += 1
          if (runs === 2) again()
          throw new DatabaseSulks('นกขมิ้น')
        },
      },
    ])
    await twice
    expect(lines.join('')).to.include('job failed').and.include('DatabaseSulks').and.include('sulking')
    expect(lines.join('')).to.not.include('นกขมิ้น')
  })

  it('When the database is away, then nobody runs', async () => {
    const election = createJobElections(second, clock)
    await election.shouldRun('before', 1000)
    await way.shut()
    const answered = await Promise.resolve(election.shouldRun('while away', 1000)).then(
      () => true,
      () => false,
    )
    await way.open()
    expect(answered).to.equal(false)
  })

  it('When a job is run by hand, then it says how many things it did, and its failure reaches who asked', async () => {
    const schedule = begin([
      { name: 'three', cron: '0 0 1 1 *', run: async () => 3 },
      {
        name: 'broken',
        cron: '0 0 1 1 *',
        run: async () => {
          throw new DatabaseSulks()
        },
      },
    ])
    expect(await schedule.runNow('three')).to.equal(3)
    for (const [name, problem] of [
      ['broken', DatabaseSulks],
      ['unknown', Error],
    ] as const) {
      const error: unknown = await schedule.runNow(name).catch((reason: unknown) => reason)
      expect(error).to.be.instanceOf(problem)
    }
  })

  it('When the list of jobs is read, then each has its own name and a cron of five fields', () => {
    const nothing = async () => 0
    const jobs = jobsOf({
      sendAcknowledgementReminders: nothing,
      purgeExpiredDrafts: nothing,
      endRoles: nothing,
      retryParkedLetters: nothing,
      draftStatistics: nothing,
      reconcileStatistics: nothing,
      keepFigures: nothing,
      sendGiftLetters: nothing,
      linkRichMenus: nothing,
      compareRichMenus: nothing,
      sendGroupHint: nothing,
      sendNotices: nothing,
      numberCases: nothing,
      sendCaseLetters: nothing,
      sendReaderLetters: nothing,
      destroyDueCases: nothing,
      rebuildCaseList: nothing,
      cutAudit: nothing,
      recountSpace: nothing,
      sendSpaceLetters: nothing,
      witnessAudit: nothing,
      closeSurveys: nothing,
      askLineInsight: nothing,
      sendMeasureReminders: nothing,
    })
    expect(new Set(jobs.map(({ name }) => name)).size).to.equal(jobs.length)
    for (const { cron } of jobs) expect(cron.split(' ')).to.have.length(5)
  })
})
