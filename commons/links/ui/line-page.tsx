import { IconArrowUpRight } from '@tabler/icons-react'

import { pathOf, RecordIcon, RecordLink, useRecordByKey, WORDS } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, EmptyState, LoadingState, Page, PageHead, Panel, Pictures, Row, Stack } from '#design/index.ts'
import { usePathParam } from '#platform/client/navigation.tsx'

import { Effects } from './effects.tsx'
import { ConnectButton } from './embeds.tsx'
import { LineOfRecord } from './line-of-record.tsx'

/** The whole line of one record: why it is there, what came of it, and what that did for users. */
export default function LinePage() {
  const key = usePathParam('key')
  const record = useRecordByKey(key)
  if (record === undefined)
    return (
      <Page width="narrow">
        <LoadingState like="page" />
      </Page>
    )
  if (record === null)
    return (
      <Page width="narrow">
        <EmptyState
          title={`There is no ${key}`}
          brings="It may have been removed, or the key is not quite right."
          picture={<Pictures.Line />}
          start={<Button href="/line">See the whole line</Button>}
        />
      </Page>
    )
  return (
    <Page width="narrow">
      <title>{`Line of ${record.key} ${record.title}`}</title>
      <PageHead
        above={
          <Row gap="tight">
            <RecordIcon type={record.type} /> {WORDS[record.type]} <RecordLink record={record} titled={false} />
          </Row>
        }
        title={record.title}
        purpose="Upward: why it is there. Downward: what came of it."
        actions={
          <>
            <ConnectButton recordId={record.id} type={record.type} recordKey={record.key} />
            <Button small icon={<IconArrowUpRight size={15} />} href={pathOf(record)}>
              Open {record.key}
            </Button>
          </>
        }
      />
      <Stack gap="wide">
        <Panel>
          <LineOfRecord recordId={record.id} />
        </Panel>
        <Panel title="Signs of effect" plain>
          <Effects recordId={record.id} />
          <Aside>Releases, metrics and success reviews on this line, in either direction.</Aside>
        </Panel>
      </Stack>
    </Page>
  )
}
