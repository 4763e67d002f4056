import { defineConfig } from '@playwright/test'

import { browserPath } from './tests/support/browser.ts'

const port = Number(process.env.E2E_PORT ?? 3199)
const baseURL = `http://localhost:${port}`

// Found once; the workers, which read this file too, are told.
process.env.E2E_CHROMIUM_FOUND ??= (await browserPath()) ?? ''

export default defineConfig({
  testDir: './tests/journeys',
  outputDir: './test-results',
  // Generous: a machine that also does other work is slow, not wrong.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  fullyParallel: true,
  forbidOnly: process.env.CI === 'true',
  workers: 2,
  reporter: [['list']],
  // One sets the server up; the others then stand on it side by side.
  projects: [
    { name: 'first-run', testMatch: 'first-run.spec.ts' },
    { name: 'journeys', testIgnore: 'first-run.spec.ts', dependencies: ['first-run'] },
  ],
  use: {
    baseURL,
    trace: 'retain-on-failure',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: {
      ...(process.env.E2E_CHROMIUM_FOUND ? { executablePath: process.env.E2E_CHROMIUM_FOUND } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--force-prefers-reduced-motion',
      ],
    },
  },
  webServer: {
    command: `"${process.execPath}" tests/support/browser-server.ts`,
    url: `${baseURL}/healthz`,
    env: {
      PORT: String(port),
      BASE_URL: baseURL,
      DATA_DIR: `.cache/e2e-${port}`,
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
    },
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'ignore',
  },
})
