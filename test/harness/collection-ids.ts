// What the ids of each collection are. Rows lie in the order of their ids, so that an id must tell neither an order nor a moment of a
// report. Whoever makes a collection says here what its ids are.

/** Drawn, or an HMAC or a hash of something drawn: no order is in it. */
const random = { kind: 'random' } as const
const argued = (why: string) => ({ kind: 'argued', why }) as const

const byName = argued('named by what it is, which somebody chose; it is there whether anybody reports or not')
const byPeriod = argued('a day, a month or a year with a kind: no moment finer than the day')
const chain = argued(
  'numbered on purpose: what officers and staff do, in its order; nothing a reporter does is in it',
)
const library = argued('what the agency publishes: its key and version')

export const collectionIds: Readonly<Record<string, typeof random | ReturnType<typeof argued>>> = {
  ...Object.fromEntries(
    [
      ...['cases', 'case_attachments', 'case_parts', 'case_work', 'case_desk', 'case_uploads', 'complaints'],
      ...[
        'space_held',
        'concerned_units',
        'receipts',
        'receipt_offers',
        'notice_bindings',
        'tip_draft_parts',
      ],
      ...[
        'tip_handles',
        'tip_places',
        'spent_puzzles',
        'web_counts',
        'inbox',
        'inbox_leases',
        'outbox',
        'dialogs',
      ],
      ...[
        'links',
        'groups',
        'staff',
        'registration-codes',
        'wrong-codes',
        'menu_links',
        'media',
        'handed_files',
      ],
      ...[
        'console_links',
        'console_sessions',
        'console_factors',
        'console_passkeys',
        'console_passkey_challenges',
        'officer_keys',
        'vault_recipients',
      ],
      ...['gifts', 'gift_pictures', 'report_requests', 'bulkChunks', 'bulkAddresses', 'bulkTexts'],
      ...['campaignLinks', 'campaignDeliveries', 'training_attendances', 'quiz_attempts', 'policy_readings'],
    ].map((name) => [name, random]),
  ),
  audit: chain,
  acknowledgements: chain,
  gift_statements: chain,
  statistics_snapshots: chain,
  ...Object.fromEntries(
    ['audit_anchor', 'chain_notes', 'settings', 'surveys', 'survey_tallies', 'survey_keys', 'measures'].map(
      (name) => [name, byName],
    ),
  ),
  ...Object.fromEntries(
    ['policies', 'quizzes', 'content', 'contentPictures', 'contentStates', 'campaigns', 'campaignRuns'].map(
      (name) => [name, library],
    ),
  ),
  recordedPublications: argued('what officers have published elsewhere'),
  trainings: argued('what officers hold'),
  ...Object.fromEntries(
    [
      ...['case_numbers', 'case_stages', 'kept_figures', 'statistics_months', 'statistics_drafts'],
      ...['statistics_splits', 'tip_day_salts', 'web_day_salts'],
    ].map((name) => [name, byPeriod]),
  ),
  space_agency: argued('the one sum of all, and a day each: no moment finer than the day'),
  case_desk_hidden: argued('the id of a reader; one row for all the others'),
  job_runs: argued('a moment of the clock, whether anybody reports or not'),
}

/** Looks drawn: something long in it is of chance, and no count and no moment finer than the day is in it. */
export const looksDrawn = (id: string): boolean =>
  /(^|[/:])[\w-]{16,}([/:]|$)/.test(id) && !/\d{4}-\d\d-\d\dT|\d{10,}$/.test(id)
