import { useQuery } from '@tanstack/react-query'

import { HistoryStream } from '#commons/history/ui/embeds.tsx'
import { LinePanel } from '#commons/links/ui/embeds.tsx'
import { RecordLink, useVisit } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Drawer, ErrorState, LoadingState, Panel, ProgressBar, Row, Stack } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Clause } from '../contract.ts'
import { visions } from './api.ts'
import { SECTION_WORDS } from './words.ts'

import css from './visions.module.css'

/** One clause in place: its objectives, how much finished effort went to it, its line, and what was said of it. */
export function ClauseDrawer({ clauseKey, onClose }: { clauseKey: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery(visions.clause.queryOptions({ input: { key: clauseKey } }))
  return (
    <Drawer open onClose={onClose} title={clauseKey} width={560}>
      {error ? (
        <ErrorState title="This clause is not here" message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
      ) : data ? (
        <Shown clause={data} />
      ) : (
        <LoadingState like="text" />
      )}
    </Drawer>
  )
}

type Detail = Clause & {
  objectives: Parameters<typeof RecordLink>[0]['record'][]
  effort: { keyResults: number; workItems: number; workItemsDone: number }
}

function Shown({ clause }: { clause: Detail }) {
  const { effort, objectives } = clause
  useVisit(clause.id)
  return (
    <Stack gap="wide">
      <div>
        <Aside>
          {SECTION_WORDS[clause.section]}, since version {clause.addedIn}
          {clause.changedIn > clause.addedIn && `, reworded in version ${clause.changedIn}`}
          {clause.retiredIn !== null && `, retired in version ${clause.retiredIn}`}
        </Aside>
        <p className={css.clauseText}>{clause.title}</p>
      </div>
      <Panel
        title="Objectives"
        plain
        actions={
          <Button small href={`/objectives?new=yes&serves=${clause.key}`}>
            Draft one
          </Button>
        }
      >
        {objectives.length === 0 ? (
          <Aside>No objective serves it yet. A clause that nothing serves is a wish.</Aside>
        ) : (
          <Stack gap="tight">
            {objectives.map((record) => (
              <Row key={record.key}>
                <RecordLink record={record} />
              </Row>
            ))}
          </Stack>
        )}
      </Panel>
      <Panel title="Finished effort" plain>
        {effort.workItems === 0 ? (
          <Aside>No work item hangs below it on the line yet.</Aside>
        ) : (
          <Stack gap="tight">
            <ProgressBar
              value={effort.workItemsDone / effort.workItems}
              label="Work items done"
              says={`${effort.workItemsDone} of ${effort.workItems} work items are done`}
            />
            <span>
              {effort.workItemsDone} of {effort.workItems} work items below it are done.
            </span>
          </Stack>
        )}
      </Panel>
      <LinePanel recordId={clause.id} />
      <HistoryStream recordId={clause.id} />
    </Stack>
  )
}
