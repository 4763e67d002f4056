import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{platform,commons,practices,app,design}/**/*.test.{ts,tsx}', 'tests/architecture/**/*.test.ts'],
    globalSetup: ['tests/support/database-setup.ts'],
    setupFiles: ['tests/support/database-of-worker.ts'],
    // Files share a worker's modules and database: each test has a workspace of its own, so they never meet.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
