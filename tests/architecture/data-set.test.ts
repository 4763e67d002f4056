import pg from 'pg'
import { expect, inject, test } from 'vitest'

import { fillLarge } from '../../bench/dataset.ts'
import { databaseOfWorker } from '../support/database-cluster.ts'

test('the data set of the benchmarks fits the tables as they are', async () => {
  const client = new pg.Client(await databaseOfWorker(inject('testCluster'), 'dataset'))
  await client.connect()
  try {
    await fillLarge(client, { now: new Date('2026-11-20T12:00:00Z'), scale: 0.01 })
    const { rows } = await client.query(
      `select type, count(*)::int as "howMany" from records where type in ('work-item', 'release', 'metric') group by type`,
    )
    expect(rows).toHaveLength(3)
    for (const { howMany } of rows) expect(howMany).toBeGreaterThan(20)
  } finally {
    await client.end()
  }
})
