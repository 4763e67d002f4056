import path from 'node:path'

import type { Settings } from '#platform/config/config.ts'
import type { Log } from '#platform/log/log.ts'

import { type Answer, rowsOf } from './answers.ts'
import { openCluster } from './cluster.ts'
import { openEmbedded } from './embedded/supervisor.ts'
import type { Engine, EngineSettings } from './engine.ts'
import { bound, type Parameters } from './parameters.ts'
import { migrateWarehouse } from './schema.ts'

export { WarehouseFault, WarehouseUnavailable } from './problems.ts'

/** How much one question may take: seconds of time and megabytes of memory. One of at most five seconds has the right of way. */
export type Limits = { seconds?: number; megabytes?: number }

/** The store of product events: ClickHouse, embedded or a cluster, behind the same SQL. */
export type Warehouse = {
  /**
   * Rows of a SELECT. `{name:Type}` stands for a parameter. Values come typed: string, number, boolean, Date, bigint for
   * integers over 64 bits, arrays of these. 64-bit integers come as numbers, exact up to 2^53; not-a-number comes as null.
   */
  rows: <Row>(sql: string, parameters?: Parameters, limits?: Limits) => Promise<Row[]>
  /** A statement without rows (DDL, ALTER, DELETE); it has happened when this resolves. */
  run: (sql: string, parameters?: Parameters) => Promise<void>
  /** One block, durable when it resolves. All or nothing within a partition; a Date is an instant. */
  insert: (table: string, rows: readonly object[]) => Promise<void>
  /** Whether the store was needed so far; the embedded one is loaded at the first call and not before. */
  isLoaded: () => boolean
  close: () => Promise<void>
}

export type { Parameters }

const DEFAULT_SECONDS = 30
const QUICK_SECONDS = 5
const DEFAULT_MEGABYTES = 1_000

const READING: EngineSettings = {
  session_timezone: 'UTC',
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_denormals: 0,
  // Lists of ids and names come as text inside the statement.
  max_query_size: 64_000_000,
  // A dot in the name of a property is part of the name, not a way down.
  json_type_escape_dots_in_keys: 1,
}

const WRITING: EngineSettings = {
  session_timezone: 'UTC',
  date_time_input_format: 'best_effort',
  // What looks like a date in a property stays the text that was sent.
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  input_format_skip_unknown_fields: 0,
  json_type_escape_dots_in_keys: 1,
  // One block: no cutting by size, no gathering with other inserts.
  input_format_parallel_parsing: 0,
  max_insert_block_size: 10_000_000,
  min_insert_block_size_rows: 10_000_000,
  min_insert_block_size_bytes: 0,
  max_partitions_per_insert_block: 0,
  async_insert: 0,
}

/** The warehouse that the settings name: a ClickHouse at `CLICKHOUSE_URL`, or the embedded one in the data folder. Loads nothing yet. */
export function openWarehouse(settings: Pick<Settings, 'CLICKHOUSE_URL' | 'DATA_DIR'>, log: Log): Warehouse {
  return warehouseOn(
    settings.CLICKHOUSE_URL
      ? openCluster(settings.CLICKHOUSE_URL)
      : openEmbedded({ folder: path.join(settings.DATA_DIR, 'warehouse'), log }),
  )
}

function warehouseOn(engine: Engine): Warehouse {
  const ask = async <Row>(sql: string, limits: Limits, lane?: 'write') => {
    const seconds = limits.seconds ?? (lane ? 600 : DEFAULT_SECONDS)
    const text = await engine.ask(
      sql,
      {
        ...READING,
        max_execution_time: seconds,
        max_memory_usage: (limits.megabytes ?? DEFAULT_MEGABYTES) * 1_000_000,
        ...(lane ? { mutations_sync: 2, alter_sync: 2 } : {}),
      },
      lane ?? (seconds <= QUICK_SECONDS ? 'quick' : 'read'),
    )
    return text.trim() ? rowsOf<Row>(JSON.parse(text) as Answer) : []
  }
  let migrated: Promise<void> | undefined
  const ready = () =>
    (migrated ??= migrateWarehouse({
      rows: (sql) => ask(sql, {}),
      run: async (sql) => void (await ask(sql, {}, 'write')),
    }).catch((error: unknown) => {
      migrated = undefined
      throw error
    }))

  return {
    async rows<Row>(sql: string, parameters: Parameters = {}, limits: Limits = {}) {
      await ready()
      return ask<Row>(bound(sql, parameters), limits)
    },
    async run(sql, parameters = {}) {
      await ready()
      await ask(bound(sql, parameters), {}, 'write')
    },
    async insert(table, rows) {
      if (rows.length === 0) return
      await ready()
      const body = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'))
      await engine.insert(table, body, WRITING)
    },
    isLoaded: engine.isLoaded,
    close: engine.close,
  }
}
