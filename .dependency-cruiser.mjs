// The floors and closed insides of the house (docs/decisions/0001-the-house.md). Each rule is broken on purpose in
// tests/architecture/boundaries.test.ts, to prove that it fires.
const PUBLIC = '/(contract|events|lookups)[.]ts$|/ui/embeds[.]tsx$'
const SERVER =
  '/(tables|queries|handlers|subscribers|lookups|jobs|feature)[.]ts$' +
  '|^platform/(api/(answer|ask|assemble|http|guard|static)|database|auth/auth|events/(outbox|relay|tables)|live|jobs/runner|mail|storage|log|config)' +
  '|^node_modules/(pg|drizzle-orm|pg-boss|better-auth|nodemailer|pino)/|^(node:)?(fs|path|crypto|child_process|http)$'
const BROWSER = '/ui/|^design/|^app/web/|^platform/client/'

const layer = (name, above, below) => ({
  name,
  severity: 'error',
  from: { path: `^(${below})/` },
  to: { path: `^(${above})/` },
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    layer('platform-knows-nothing-above', 'app|practices|commons|design', 'platform'),
    layer('design-knows-nothing', 'app|practices|commons|platform', 'design'),
    layer('commons-know-no-practice', 'app|practices', 'commons'),
    layer('practices-know-no-app', 'app', 'practices'),
    {
      name: 'a-practice-keeps-its-insides',
      comment: 'Import its contract.ts, events.ts, lookups.ts or ui/embeds.tsx instead.',
      severity: 'error',
      from: { path: '^(practices/[^/]+|commons)/([^/]+)/', pathNot: '/tables[.]ts$' },
      to: { path: '^practices/[^/]+/[^/]+/', pathNot: ['^$1/$2/', PUBLIC] },
    },
    {
      name: 'commons-keeps-its-insides',
      severity: 'error',
      from: { path: '^(practices/[^/]+|commons)/([^/]+)/', pathNot: '/tables[.]ts$' },
      to: {
        path: '^commons/.+/(tables|queries|handlers|subscribers|jobs)[.]ts$|^commons/[^/]+/ui/(?!embeds)',
        pathNot: '^$1/$2/',
      },
    },
    {
      name: 'tables-refer-only-to-people-and-records',
      severity: 'error',
      from: { path: '^(practices/[^/]+|commons)/([^/]+)/.*tables[.]ts$' },
      to: { path: '/tables[.]ts$', pathNot: ['^$1/$2/', '^commons/(people|records)/tables[.]ts$'] },
    },
    {
      name: 'the-browser-never-reaches-the-server',
      severity: 'error',
      from: { path: BROWSER },
      to: { path: SERVER, reachable: true },
    },
    {
      name: 'contracts-and-events-run-anywhere',
      severity: 'error',
      from: { path: '^(practices|commons)/.*/(contract|events)[.]ts$' },
      to: { path: `${SERVER}|^node_modules/react`, reachable: true },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '^(practices|commons)/.*/rules[.]ts$' },
      to: {
        pathNot: [
          '/(contract|events|rules|identity)[.]ts$',
          '^platform/time/days[.]ts$',
          '^platform/statistics/',
          '^node_modules/zod/',
          '^node_modules/(diff|temporal-polyfill|rrule-temporal)/',
        ],
      },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, pathNot: '^node_modules' } },
    {
      name: 'no-circles-between-features',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(practices/[^/]+|commons)/[^/]+$' },
      to: { path: '^(practices/[^/]+|commons)/[^/]+$', circular: true },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: '^node_modules' },
    exclude: { path: '[.]test[.]tsx?$|^tests/|[.]css$|^virtual:' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
    tsConfig: { fileName: 'tsconfig.json' },
  },
}
