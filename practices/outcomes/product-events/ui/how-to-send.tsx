import { IconCopy } from '@tabler/icons-react'

import { Button, Panel, PropertyList, SelectField, Stack, toast } from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'

import type { ProductProject } from '../projects/contract.ts'

import css from './product-events.module.css'

type Way = 'browser' | 'node' | 'segment' | 'rudder' | 'line'
const WAYS: { value: Way; label: string }[] = [
  { value: 'browser', label: 'PostHog, browser' },
  { value: 'node', label: 'PostHog, server' },
  { value: 'segment', label: 'Segment' },
  { value: 'rudder', label: 'RudderStack' },
  { value: 'line', label: 'One line' },
]

/** Lines to copy, with this product's own key and address. */
export function HowToSend({ project }: { project: ProductProject }) {
  const [query, setQuery] = useUrlQuery()
  const way = WAYS.find(({ value }) => value === query.way)?.value ?? 'browser'
  const lines = linesOf(project)[way]
  return (
    <Stack>
      <PropertyList
        properties={[
          { label: 'Host', value: <code className={css.wrap}>{project.host}</code> },
          { label: 'Project key', value: <code className={css.wrap}>{project.key}</code> },
        ]}
      />
      <p>
        A client that you already have needs its host and key changed and nothing else. Events that it sends again count
        once, and a wrong clock is put right.
      </p>
      <SelectField label="Client" choices={WAYS} value={way} onChange={(value) => setQuery({ way: value })} />
      <Panel
        title={WAYS.find(({ value }) => value === way)!.label}
        actions={
          <Button small icon={<IconCopy size={15} />} onClick={() => copy(lines)}>
            Copy
          </Button>
        }
      >
        <pre className={css.code}>{lines}</pre>
      </Panel>
      <p className={css.quiet}>
        Add the version that runs as a property named <code>release</code> to every event: then what a release changed
        is measured on those who had it.
      </p>
    </Stack>
  )
}

function copy(lines: string) {
  void navigator.clipboard.writeText(lines).then(
    () => toast({ message: 'The lines are copied.' }),
    () => toast({ message: 'The browser did not let it be copied. Select the lines instead.', kind: 'refused' }),
  )
}

const linesOf = ({ key, host }: ProductProject): Record<Way, string> => ({
  browser: `import posthog from 'posthog-js'

posthog.init('${key}', { api_host: '${host}' })
posthog.register({ release: '1.4.0' })
posthog.capture('route planned', { stops: 7 })`,
  node: `import { PostHog } from 'posthog-node'

const client = new PostHog('${key}', { host: '${host}' })
client.capture({ distinctId: 'user-1', event: 'route planned', properties: { stops: 7, release: '1.4.0' } })
await client.shutdown()`,
  segment: `import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: '${key}', host: '${host}' })
analytics.track({ userId: 'user-1', event: 'Route Planned', properties: { stops: 7, release: '1.4.0' } })`,
  rudder: `import RudderAnalytics from '@rudderstack/rudder-sdk-node'

const analytics = new RudderAnalytics('${key}', { dataPlaneUrl: '${host}' })
analytics.track({ userId: 'user-1', event: 'Route Planned', properties: { stops: 7, release: '1.4.0' } })`,
  line: `curl -X POST ${host}/i/v0/e/ \\
  -H 'Content-Type: application/json' \\
  -d '{"api_key": "${key}", "event": "route planned", "distinct_id": "user-1", "properties": {"stops": 7}}'`,
})
