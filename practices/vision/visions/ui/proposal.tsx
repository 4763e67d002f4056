import { useMutation } from '@tanstack/react-query'

import { PersonMark, useMe } from '#commons/people/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { Signoffs, useMissingSides } from '#commons/signoffs/ui/embeds.tsx'
import { Aside, Button, Panel, Row, Stack, toast } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Version } from '../contract.ts'
import { visions } from './api.ts'
import { VersionDiff } from './version-diff.tsx'
import { dayInWords, versionInWords } from './words.ts'

const WAITS_FOR = {
  both: 'It can be published once both sides have signed off.',
  product: 'It can be published once product has signed off.',
  engineering: 'It can be published once engineering has signed off.',
}

type Props = { version: Version; published: Version | null; record: RecordSummary }

/** A version that waits for both sides: what it changes, who has agreed, and the button that publishes it. */
export function Proposal({ version, published, record }: Props) {
  const me = useMe()
  const publish = useMutation(
    visions.publish.mutationOptions({
      onSuccess: ({ number }) => toast({ message: `Version ${number} is our vision now.` }),
      onSettled: () => void queryClient.invalidateQueries({ queryKey: visions.key() }),
    }),
  )
  const refusal = refusalOf(publish.error)
  const missing = useMissingSides(record.id, version.number)
  return (
    <Panel title={`${versionInWords(version)} waits for both sides`}>
      <Stack>
        <Row>
          <PersonMark id={version.author} />
          <span>{version.reason}</span>
          <Aside>{dayInWords(version.proposedAt)}</Aside>
        </Row>
        <VersionDiff version={version} before={published} />
        <Row spread>
          <Signoffs recordId={record.id} version={version.number} words />
          {missing && missing.length > 0 && <Aside>{WAITS_FOR[missing.length === 2 ? 'both' : missing[0]!]}</Aside>}
          {missing?.length === 0 && me && isAtLeast(me.role, 'member') && (
            <Button kind="primary" busy={publish.isPending} onClick={() => publish.mutate({ number: version.number })}>
              Publish it
            </Button>
          )}
        </Row>
        {refusal && <p role="alert">{refusal}</p>}
      </Stack>
    </Panel>
  )
}
