import { IconDots, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import { DocumentBody } from '#commons/documents/ui/embeds.tsx'
import { RecordPage } from '#commons/history/ui/embeds.tsx'
import { Button, ErrorState, IconButton, LoadingState, Menu, Page, Panel, Stack } from '#design/index.ts'
import { useGo, usePathParam } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { WorkItem } from '../items/contract.ts'
import { REGISTRY_GROUP } from '../states/rules.ts'
import { useStates, workItems } from './api.ts'
import { Blocking } from './blocking.tsx'
import { useAbout } from './boards.ts'
import { ItemProperties } from './item-properties.tsx'
import { AssigneeMarks, StateMark } from './marks.tsx'
import { SubItems } from './sub-items.tsx'
import { ItemActs, useActs, useItemKeys } from './use-acts.tsx'

import css from './work.module.css'

/** One work item: what it is, what it is there for, what it is made of, what it waits for. */
export default function ItemPage() {
  const key = usePathParam('key')
  const { data, error, refetch } = useQuery(workItems.get.queryOptions({ input: { key } }))
  if (data)
    return (
      <ItemActs>
        <Item key={data.id} item={data} />
      </ItemActs>
    )
  if (error)
    return (
      <Page>
        <ErrorState
          title="This work item is not here"
          message={refusalOf(error) ?? ''}
          onRetry={() => void refetch()}
        />
      </Page>
    )
  return <LoadingState like="page" />
}

function Item({ item }: { item: WorkItem }) {
  useAbout()
  const { mayEdit, pick, edits, copyAddresses } = useActs()
  const { byId: states } = useStates()
  const go = useGo()
  useItemKeys(() => [item], { isPage: true })
  useEffect(() => {
    // The letters act on the item although nothing on its page has the focus.
    document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true })
  }, [])
  const state = states.get(item.stateId) ?? { name: item.group, group: item.group }
  const { id, key, title, version } = item
  const stateMark = (
    <>
      <StateMark state={state} /> {state.name}
    </>
  )
  return (
    <RecordPage
      record={{ id, key, type: 'work-item', title, state: state.name, stateGroup: REGISTRY_GROUP[item.group], version }}
      {...(mayEdit ? { onRename: (next: string) => void edits.rename(item, next) } : {})}
      state={
        mayEdit ? (
          <Button small keyHint="s" onClick={(event) => pick('state', [item], event?.currentTarget ?? null)}>
            {stateMark}
          </Button>
        ) : (
          <span className={css.bar}>{stateMark}</span>
        )
      }
      owners={
        <button
          type="button"
          className={css.mark}
          disabled={!mayEdit}
          title="Assign"
          onClick={(event) => pick('assignee', [item], event.currentTarget)}
        >
          <span className="said-only">Assign </span>
          <AssigneeMarks ids={item.assignees} size={26} />
        </button>
      }
      actions={
        mayEdit && (
          <Menu
            items={[
              { label: 'Copy the address', keyHint: 'mod+shift+,', run: () => copyAddresses([item]) },
              {
                label: 'Remove',
                icon: <IconTrash size={15} />,
                keyHint: 'mod+backspace',
                danger: true,
                run: () => {
                  void edits.remove([item])
                  go('/work')
                },
              },
            ]}
            trigger={<IconButton small label="More" icon={<IconDots size={16} />} />}
          />
        )
      }
      properties={<ItemProperties item={item} />}
    >
      <Stack gap="wide">
        <DocumentBody
          recordId={id}
          label="Description"
          placeholder="What is it about, and how does one know that it is done?"
        />
        <Panel title="Sub-items" plain>
          <SubItems item={item} />
        </Panel>
        <Panel title="What it waits for" plain>
          <Blocking item={item} />
        </Panel>
      </Stack>
    </RecordPage>
  )
}
