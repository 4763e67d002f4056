import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { RecordSummary, RecordType } from '#commons/records/contract.ts'
import { PLURALS, RecordLink, RecordPicker } from '#commons/records/ui/embeds.tsx'
import { Aside, IconButton, Panel, ProgressBar, Stack, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { ReleaseDetail } from '../contract.ts'
import { MAY_BRING } from '../rules.ts'
import { releases } from './api.ts'

import css from './releases.module.css'

const refresh = () => void queryClient.invalidateQueries({ queryKey: releases.key() })
const ORDER: RecordType[] = ['initiative', 'work-item', 'change']
const FEW = 8

/** What it brings: initiatives, work and changes, and how much of it is done. */
export function ContentsPanel({ release, mayEdit }: { release: ReleaseDetail; mayEdit: boolean }) {
  const { key, records, contents } = release
  const add = useMutation(
    releases.add.mutationOptions({
      onSuccess: refresh,
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  const leaveOut = useMutation(
    releases.leaveOut.mutationOptions({
      onSuccess: (_, { id }) => {
        refresh()
        const gone = records.find((record) => record.id === id)
        toast({
          message: `${gone?.key ?? 'It'} is out of this release.`,
          undo: () => add.mutate({ key, ids: [id] }),
        })
      },
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  const groups = ORDER.map((type) => ({ type, own: records.filter((record) => record.type === type) }))
  return (
    <Panel title="What it brings" plain>
      <Stack>
        {contents.total > 0 ? (
          <>
            {release.state === 'planned' && (
              <div>
                <ProgressBar value={contents.done / contents.total} label="How much of it is done" />
                <Aside>
                  {contents.done} of {contents.total} done
                </Aside>
              </div>
            )}
            {groups
              .filter(({ own }) => own.length > 0)
              .map(({ type, own }) => (
                <Group
                  key={type}
                  type={type}
                  records={own}
                  {...(mayEdit ? { onLeaveOut: (id: RecordSummary['id']) => leaveOut.mutate({ key, id }) } : {})}
                />
              ))}
          </>
        ) : (
          <Aside>
            Nothing is in it yet. Add initiatives, work items or changes, and everyone sees why it goes out.
          </Aside>
        )}
        {mayEdit && (
          <RecordPicker
            label="Add to this release"
            labelHidden
            placeholder="Add an initiative, work item or change"
            types={MAY_BRING}
            value={undefined}
            except={records.map(({ id }) => id)}
            onChange={(record) => record && add.mutate({ key, ids: [record.id] })}
          />
        )}
      </Stack>
    </Panel>
  )
}

type GroupProps = { type: RecordType; records: RecordSummary[]; onLeaveOut?: (id: RecordSummary['id']) => void }

function Group({ type, records, onLeaveOut }: GroupProps) {
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? records : records.slice(0, FEW)
  return (
    <div>
      <h3 className={css.groupName}>
        {PLURALS[type]} <span className={css.count}>{records.length}</span>
      </h3>
      <ul className={css.contents}>
        {shown.map((record) => (
          <li key={record.id} className={css.content}>
            <RecordLink record={record} />
            {onLeaveOut && (
              <IconButton
                small
                label={`Take ${record.key} out of this release`}
                icon={<IconX size={13} />}
                onClick={() => onLeaveOut(record.id)}
              />
            )}
          </li>
        ))}
      </ul>
      {records.length > FEW && (
        <button type="button" className={css.more} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `Show all ${records.length}`}
        </button>
      )}
    </div>
  )
}
