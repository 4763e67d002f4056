import { writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const MB = 2 ** 20

/** Memory for the engine: a quarter of the machine, at least 1 GB and at most 8 GB. */
const memory = () => Math.round(Math.min(8_192, Math.max(1_024, os.totalmem() / MB / 4))) * MB

/**
 * ClickHouse's own defaults lose acknowledged rows at a power cut, and afterwards refuse to open. With these every insert
 * and merge is on the disk before it counts, and what a cut leaves half-written is put aside at the start.
 * The rest keeps it small: by default it takes the caches and threads of a machine of its own.
 */
export function writeConfiguration(folder: string) {
  const settings = {
    mark_cache_size: 64 * MB,
    index_mark_cache_size: 16 * MB,
    primary_index_cache_size: 64 * MB,
    query_condition_cache_size: 16 * MB,
    compiled_expression_cache_size: 16 * MB,
    max_server_memory_usage: memory(),
    background_pool_size: 2,
    background_merges_mutations_concurrency_ratio: 2,
    background_move_pool_size: 1,
    background_fetches_pool_size: 1,
    background_common_pool_size: 2,
    background_schedule_pool_size: 4,
  }
  const tables = {
    fsync_after_insert: 1,
    fsync_part_directory: 1,
    min_rows_to_fsync_after_merge: 1,
    min_compressed_bytes_to_fsync_after_merge: 1,
    max_suspicious_broken_parts: 1_000_000,
    max_suspicious_broken_parts_bytes: 1_000_000_000_000,
    // These must stay below the number of threads for merges above.
    number_of_free_entries_in_pool_to_execute_mutation: 1,
    number_of_free_entries_in_pool_to_lower_max_size_of_merge: 1,
    number_of_free_entries_in_pool_to_execute_optimize_entire_partition: 1,
  }
  const lines = (all: Record<string, number>) =>
    Object.entries(all)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('\n')
  const file = path.join(folder, 'configuration.xml')
  writeFileSync(
    file,
    `<clickhouse>\n${lines(settings)}\n<merge_tree>\n${lines(tables)}\n</merge_tree>\n</clickhouse>\n`,
  )
  return file
}
