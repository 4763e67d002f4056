type Statements = { rows: <Row>(sql: string) => Promise<Row[]>; run: (sql: string) => Promise<void> }

/** One step forward. A step once released is never changed; each may be done twice, for nothing here is a transaction. */
type Step = { number: number; statements: string[] }

const EVENTS = `
create table if not exists product_events (
  workspace_id UUID,
  project_id UUID,
  id UUID,
  at DateTime64(3, 'UTC') codec(Delta, ZSTD(1)),
  received_at DateTime64(3, 'UTC') codec(Delta, ZSTD(1)),
  name LowCardinality(String),
  distinct_id String codec(ZSTD(1)),
  person_id UUID codec(ZSTD(1)),
  session_id String codec(ZSTD(1)),
  groups Map(LowCardinality(String), String) codec(ZSTD(1)),
  properties JSON(max_dynamic_paths = 256, max_dynamic_types = 8) codec(ZSTD(1)),
  source LowCardinality(String),
  projection ids (select workspace_id, project_id, id order by toUInt128(id)) with settings (index_granularity = 1024)
) engine = MergeTree
partition by toYYYYMM(at)
order by (workspace_id, project_id, name, toDate(at), person_id, at)
settings lightweight_mutation_projection_mode = 'rebuild'`

const OVERRIDES = `
create table if not exists person_overrides (
  workspace_id UUID,
  project_id UUID,
  old_person_id UUID,
  person_id UUID,
  version UInt64
) engine = ReplacingMergeTree(version)
order by (workspace_id, project_id, old_person_id)`

/** What people and groups are now; copies of what the database keeps, to ask with. */
const PEOPLE = `
create table if not exists person_properties (
  workspace_id UUID,
  project_id UUID,
  person_id UUID,
  properties JSON(max_dynamic_paths = 256, max_dynamic_types = 8),
  version UInt64
) engine = ReplacingMergeTree(version)
order by (workspace_id, project_id, person_id)`

const GROUPS = `
create table if not exists group_properties (
  workspace_id UUID,
  project_id UUID,
  type LowCardinality(String),
  key String,
  properties JSON(max_dynamic_paths = 256, max_dynamic_types = 8),
  version UInt64
) engine = ReplacingMergeTree(version)
order by (workspace_id, project_id, type, key)`

const STEPS: Step[] = [
  { number: 1, statements: [EVENTS, OVERRIDES] },
  { number: 2, statements: [PEOPLE, GROUPS] },
]

/** Brings the tables of the warehouse forward to what this program expects. Throws for a warehouse made by a newer one. */
export async function migrateWarehouse({ rows, run }: Statements) {
  await run(
    'create table if not exists warehouse_steps (number UInt32, done_at DateTime default now()) engine = MergeTree order by number',
  )
  const [last] = await rows<{ number: number }>('select max(number) as number from warehouse_steps')
  const done = last?.number ?? 0
  if (done > STEPS.at(-1)!.number) {
    throw new Error('The event store was made by a newer Throughline. Start that one, or restore a backup.')
  }
  for (const { number, statements } of STEPS.filter((step) => step.number > done)) {
    for (const statement of statements) await run(statement)
    await run(`insert into warehouse_steps (number) values (${number})`)
  }
}
