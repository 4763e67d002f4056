import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordLink, RecordPicker } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Dialog, Form, IconButton, Stack, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { WorkItem } from '../items/contract.ts'
import { workItems } from './api.ts'
import { showRows } from './boards.ts'
import { useToday } from './marks.tsx'
import { useActs } from './use-acts.tsx'
import { ageWords } from './words.ts'

import css from './work.module.css'

const refresh = () => void queryClient.invalidateQueries({ queryKey: workItems.get.key() })
const isOpen = ({ stateGroup }: RecordSummary) => stateGroup === 'open' || stateGroup === 'active'

/** What must be finished before this can go on, with how long it has waited, and what waits for this. */
export function Blocking({ item }: { item: WorkItem }) {
  const { mayEdit } = useActs()
  const today = useToday()
  const [isAdding, setAdding] = useState(false)
  const settled = {
    onSuccess: (row: Parameters<typeof showRows>[0][number]) => {
      showRows([row])
      refresh()
    },
    onError: (error: unknown) => void toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
  }
  const block = useMutation(workItems.block.mutationOptions(settled))
  const unblock = useMutation(workItems.unblock.mutationOptions(settled))
  const release = (record: RecordSummary) =>
    unblock.mutate(
      { id: item.id, by: record.id },
      {
        onSuccess: () =>
          toast({
            message: `${item.key} no longer waits for ${record.key}.`,
            undo: () => block.mutate({ id: item.id, by: record.id }),
          }),
      },
    )
  return (
    <Stack gap="tight">
      {item.blockedBy.length > 0 && (
        <ul className={css.rows}>
          {item.blockedBy.map(({ record, since }) => (
            <li key={record.id} className={css.waitRow}>
              <RecordLink record={record} />
              <Aside>{isOpen(record) ? `Waits ${ageWords(since, today)}` : 'No longer in the way'}</Aside>
              {mayEdit && (
                <IconButton
                  small
                  label={`No longer wait for ${record.key}`}
                  icon={<IconX size={14} />}
                  onClick={() => release(record)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {item.blocks.length > 0 && (
        <>
          <Aside>Others wait for this</Aside>
          <ul className={css.rows}>
            {item.blocks.map(({ record, since }) => (
              <li key={record.id} className={css.waitRow}>
                <RecordLink record={record} />
                <Aside>{ageWords(since, today)}</Aside>
              </li>
            ))}
          </ul>
        </>
      )}
      {mayEdit && (
        <span>
          <Button small kind="quiet" icon={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            It waits for something
          </Button>
        </span>
      )}
      {isAdding && <WaitFor item={item} onClose={() => setAdding(false)} />}
    </Stack>
  )
}

function WaitFor({ item, onClose }: { item: WorkItem; onClose: () => void }) {
  const [chosen, setChosen] = useState<RecordSummary>()
  const block = useMutation(
    workItems.block.mutationOptions({
      onSuccess: (row) => {
        showRows([row])
        refresh()
        onClose()
      },
    }),
  )
  return (
    <Dialog open onClose={onClose} title={`What does ${item.key} wait for?`} size="small">
      <Form
        submit="It waits for this"
        busy={block.isPending}
        disabled={!chosen}
        refusal={refusalOf(block.error)}
        onSubmit={() => chosen && block.mutate({ id: item.id, by: chosen.id })}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <RecordPicker
          label="Record"
          hint="Another work item, or anything else that must happen first."
          value={chosen}
          onChange={setChosen}
          except={[item.id, ...item.blockedBy.map(({ record }) => record.id)]}
        />
      </Form>
    </Dialog>
  )
}
