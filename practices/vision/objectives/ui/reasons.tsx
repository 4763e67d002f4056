import { IconArrowUp, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'

import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordLink, RecordPicker } from '#commons/records/ui/embeds.tsx'
import { Aside, IconButton, Panel, Stack } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Objective } from '../contract.ts'
import { objectives, refreshObjectives } from './api.ts'

import css from './objectives.module.css'

/** What it serves: one main reason, and what it contributes to beside that. */
export function Reasons({ objective, mayEdit }: { objective: Objective; mayEdit: boolean }) {
  const { id, serves } = objective
  const align = useMutation(
    objectives.align.mutationOptions({ onSuccess: refreshObjectives, onSettled: refreshObjectives }),
  )
  const set = (reasons: RecordSummary[]) => align.mutate({ id, serves: reasons.map((one) => one.id) })
  const refusal = refusalOf(align.error)
  const [main, ...others] = serves
  const without = (record: RecordSummary) => serves.filter((one) => one.id !== record.id)
  return (
    <Panel title="What it serves" plain>
      <Stack gap="tight">
        {!main && <Aside>Nothing yet. Nobody can tell from the line why it is there.</Aside>}
        {main && (
          <div className={css.reason}>
            <RecordLink record={main} />
            {others.length > 0 && <Aside>main reason</Aside>}
            {mayEdit && <TakeAway record={main} onTake={() => set(without(main))} />}
          </div>
        )}
        {others.map((record) => (
          <div key={record.id} className={css.reason}>
            <RecordLink record={record} />
            <Aside>contributes to</Aside>
            {mayEdit && (
              <>
                <IconButton
                  small
                  label={`Make ${record.key} the main reason`}
                  icon={<IconArrowUp size={14} />}
                  onClick={() => set([record, ...without(record)])}
                />
                <TakeAway record={record} onTake={() => set(without(record))} />
              </>
            )}
          </div>
        ))}
        {mayEdit && (
          <RecordPicker
            key={serves.length}
            label={main ? 'Add something that it contributes to' : 'Choose its main reason'}
            labelHidden
            placeholder={main ? 'Contributes to…' : 'A clause, an objective or a metric'}
            types={['clause', 'objective', 'metric']}
            value={null}
            except={[id, ...serves.map((one) => one.id)]}
            onChange={(record) => record && set([...serves, record])}
          />
        )}
        {refusal && <p role="alert">{refusal}</p>}
      </Stack>
    </Panel>
  )
}

function TakeAway({ record, onTake }: { record: RecordSummary; onTake: () => void }) {
  return (
    <IconButton small label={`Does not serve ${record.key} any more`} icon={<IconX size={14} />} onClick={onTake} />
  )
}
