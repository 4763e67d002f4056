// npm test: every test, or `npm test unit` / `npm test e2e`; what follows goes to the test runner (npm test unit commons/links).
// The last line counts both: "N passed, N failed".
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { bin, ensureBuilt, ensureInstalled, findNode, root, run } from './lib.mjs'

const results = join(root, '.cache', 'test-results')
const suites = {
  unit: {
    file: join(results, 'unit.json'),
    command: (file) => [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    count: ({ numPassedTests, numFailedTests, testResults }) => ({
      passed: numPassedTests,
      // A file that could not be loaded has no tests to fail.
      failed:
        numFailedTests +
        testResults.filter(
          (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
        ).length,
    }),
  },
  e2e: {
    file: join(results, 'e2e.json'),
    command: () => [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    count: ({ stats, errors }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + (stats.unexpected ? 0 : errors.length),
    }),
  },
}

ensureInstalled()
const node = findNode()
ensureBuilt(node)
mkdirSync(results, { recursive: true })

const [first, ...rest] = process.argv.slice(2)
const names = first in suites ? [first] : Object.keys(suites)
const passedOn = first in suites ? rest : []
if (first !== undefined && !(first in suites)) {
  console.error(`There is no suite ${first}. There are: ${Object.keys(suites).join(', ')}.`)
  process.exit(2)
}

let passed = 0
let failed = 0
let isBroken = false
for (const name of names) {
  const { file, command, count } = suites[name]
  rmSync(file, { force: true })
  console.log(`\n──── ${name} ────`)
  const code = await run(node, [...command(file), ...passedOn], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
  })
  const counted = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 }
  passed += counted.passed
  failed += counted.failed
  if (code !== 0) isBroken = true
  if (code !== 0 && counted.failed === 0) {
    // Nothing failed and yet all is not well: an error outside any test, or a runner that did not come to its end.
    failed += 1
    console.error(`${name}: the test runner ended with ${code}; counted as one failure.`)
  }
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(isBroken || failed > 0 || passed === 0 ? 1 : 0)
