import { IconCopy } from '@tabler/icons-react'

import { Button, Dialog, Link, Stack, toast } from '#design/index.ts'

import type { Metric } from '../contract.ts'

import css from './metrics.module.css'

/** The ready line that sends a value over HTTP. */
export const curlOf = (metric: Pick<Metric, 'key' | 'latest'>, origin: string) =>
  [
    `curl -X POST ${origin}/api/v1/metrics/${metric.key}/values \\`,
    `  -H 'Authorization: Bearer YOUR_TOKEN' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"values": [{"value": ${metric.latest?.value ?? 42}}]}'`,
  ].join('\n')

/** How a program sends values: a token and one line. */
export function PushDialog({ metric, onClose }: { metric: Metric; onClose: () => void }) {
  const line = curlOf(metric, location.origin)
  const copy = () =>
    void navigator.clipboard.writeText(line).then(
      () => toast({ message: 'The line is copied.' }),
      () => toast({ message: 'The browser did not let it be copied. Select the line instead.', kind: 'refused' }),
    )
  return (
    <Dialog open onClose={onClose} title="Send values from a program" size="wide">
      <Stack>
        <p>
          Make a token with the scope <code>metrics:write</code> under <Link href="/settings/tokens">tokens</Link>, put
          it into this line, and run it where the number is known: in a nightly job, after a build, from a spreadsheet.
        </p>
        <pre className={css.code}>{line}</pre>
        <div>
          <Button icon={<IconCopy size={15} />} onClick={copy}>
            Copy the line
          </Button>
        </div>
        <p>
          Without a <code>day</code> a value counts for today; with <code>{'"day": "2026-11-22"'}</code> for that day.
          Up to 1,000 values go at once. A day holds one value, so sending it twice changes nothing.
        </p>
      </Stack>
    </Dialog>
  )
}
