import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonMark, When } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  Chip,
  Dialog,
  ErrorState,
  Form,
  LoadingState,
  Page,
  PageHead,
  Panel,
  ProgressBar,
  Row,
  Stack,
  toast,
} from '#design/index.ts'
import { To, useGo, usePathParam } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { ImportId } from '../contract.ts'
import { imports } from './api.ts'
import { MapImport } from './map-import.tsx'
import { PreviewTable } from './preview-table.tsx'
import { RowReport } from './row-report.tsx'
import { saysOf, SOURCE_WORDS, STATE_WORDS } from './words.ts'

/** One import: how it is mapped and what it would become; then its progress and what became of each row. */
export default function ImportPage() {
  // The server says so when it is none.
  const id = usePathParam('id') as ImportId
  const { data: found, error, refetch } = useQuery(imports.get.queryOptions({ input: { id } }))
  const go = useGo()
  const [isAsking, setAsking] = useState(false)
  const run = useMutation(imports.run.mutationOptions())
  const undo = useMutation(
    imports.undo.mutationOptions({
      onSuccess: ({ removed, kept }) =>
        toast({
          message:
            kept > 0
              ? `${removed} items are in the trash. ${kept} that people have changed since stay.`
              : `${removed} items are in the trash.`,
        }),
    }),
  )
  if (error)
    return <ErrorState message={refusalOf(error) ?? 'This import could not be read.'} onRetry={() => void refetch()} />
  if (!found) return <LoadingState like="page" />

  const { total, done, created, updated } = found.counts
  const isOver = found.state === 'done' || found.state === 'failed'
  return (
    <Page width="wide">
      <PageHead
        above={<To path="/settings/imports">Import work</To>}
        title={found.name}
        purpose={saysOf(found.counts)}
        actions={
          <Row gap="tight">
            {found.state === 'draft' && (
              <Button kind="primary" busy={run.isPending} onClick={() => run.mutate({ id })}>
                Import {total.toLocaleString()} rows
              </Button>
            )}
            {isOver && (
              <Button kind="danger" onClick={() => setAsking(true)}>
                Take it back…
              </Button>
            )}
            {isOver && created + updated > 0 && (
              <Button kind="primary" onClick={() => go(`/work?import=${id}`)}>
                See the work
              </Button>
            )}
          </Row>
        }
      />
      <Stack gap="wide">
        {(run.error ?? undo.error) && (
          <ErrorState message={refusalOf(run.error ?? undo.error) ?? 'That did not work.'} />
        )}
        <Row gap="tight">
          <PersonMark id={found.startedBy} size={20} />
          <Chip>{SOURCE_WORDS[found.source]}</Chip>
          <Chip>{STATE_WORDS[found.state]}</Chip>
          <When at={found.startedAt} />
          {found.problem && <span role="alert">{found.problem}</span>}
        </Row>
        {(found.state === 'running' || found.state === 'fetching') && (
          <ProgressBar
            value={total ? done / total : 0}
            label="Progress"
            says={
              found.state === 'fetching'
                ? `${total.toLocaleString()} issues read so far`
                : `${done.toLocaleString()} of ${total.toLocaleString()} rows. You can leave this page.`
            }
          />
        )}
        {found.state === 'draft' ? (
          <>
            <MapImport key={found.id} found={found} />
            <Panel title="What it would become">
              <PreviewTable id={id} mapping={found.mapping} />
            </Panel>
          </>
        ) : (
          <Panel title="Row by row">
            <RowReport id={id} />
          </Panel>
        )}
      </Stack>
      <Dialog open={isAsking} onClose={() => setAsking(false)} title="Take this import back?" size="small">
        <Form
          submit="Take it back"
          busy={undo.isPending}
          cancel={{ label: 'Leave it', run: () => setAsking(false) }}
          onSubmit={() => undo.mutate({ id }, { onSettled: () => setAsking(false) })}
        >
          <p>
            What it created goes into the trash, from where each item can be restored. What people have changed since
            stays.
          </p>
        </Form>
      </Dialog>
    </Page>
  )
}
