import { inject } from 'vitest'

import { addressOf, databaseOfWorker } from './database-cluster.ts'

// Runs before each test file: the worker's own database, whose address every test reads from the environment.
if (!process.env.TEST_DATABASE_URL) {
  process.env.TEST_DATABASE_URL = addressOf(
    await databaseOfWorker(inject('testCluster'), process.env.VITEST_POOL_ID ?? '1'),
  )
}
