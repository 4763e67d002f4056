import { IconChevronDown } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'

import { RecordPage } from '#commons/history/ui/embeds.tsx'
import { useMe } from '#commons/people/ui/embeds.tsx'
import { Signoffs } from '#commons/signoffs/ui/embeds.tsx'
import { Button, ErrorState, LoadingState, Menu, OwnerPair, Page, Panel, Stack } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { usePathParam } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { InitiativeDetail } from '../contract.ts'
import { initiatives } from './api.ts'
import { refreshRoadmap } from './board-state.ts'
import { movesOf } from './board.tsx'
import { ChangeLog } from './change-log.tsx'
import { DeliveryBar } from './delivery-bar.tsx'
import { EngineeringSays } from './engineering-says.tsx'
import { EvidencePanel } from './evidence-panel.tsx'
import { GateList } from './gate.tsx'
import { useOwners } from './initiative-card.tsx'
import { InitiativeProperties } from './initiative-properties.tsx'
import { OutcomePanel } from './outcome-panel.tsx'
import { ProductSays } from './product-says.tsx'
import { useMoves } from './use-moves.tsx'

import css from './initiatives.module.css'

/** One initiative: what each side says of it, what speaks for it, and how far it is. */
export default function InitiativePage() {
  const key = usePathParam('key')
  const { data, error, refetch } = useQuery(initiatives.get.queryOptions({ input: { key } }))
  if (data) return <Shown initiative={data} />
  if (error)
    return (
      <Page>
        <ErrorState
          title="This initiative is not here"
          message={refusalOf(error) ?? ''}
          onRetry={() => void refetch()}
        />
      </Page>
    )
  return <LoadingState like="page" />
}

function Shown({ initiative }: { initiative: InitiativeDetail }) {
  const me = useMe()
  const { move, dialogs } = useMoves()
  const rename = useMutation(initiatives.rename.mutationOptions({ onSuccess: refreshRoadmap }))
  const owners = useOwners(initiative)
  const { id, key, title, state, stateGroup, version, column, delivery, missing } = initiative
  const mayEdit = me !== undefined && isAtLeast(me.role, 'member')
  const isAhead = column !== 'done' && column !== 'dropped'

  return (
    <RecordPage
      record={{ id, key, type: 'initiative', title, state, stateGroup, version }}
      {...(mayEdit ? { onRename: (next: string) => rename.mutate({ id, title: next }) } : {})}
      renameError={refusalOf(rename.error)}
      state={
        mayEdit ? (
          <Menu
            align="start"
            trigger={
              <Button small icon={<IconChevronDown size={14} />}>
                {state}
              </Button>
            }
            items={movesOf(initiative, move)}
          />
        ) : (
          state
        )
      }
      owners={<OwnerPair {...owners} named />}
      signoffs={isAhead && <Signoffs recordId={id} version={version} canSign={!missing.includes('feasibility')} />}
      properties={<InitiativeProperties initiative={initiative} mayEdit={mayEdit} />}
    >
      <Stack gap="wide">
        <OutcomePanel initiative={initiative} />
        <div className={css.sides}>
          <ProductSays initiative={initiative} />
          <EngineeringSays initiative={initiative} />
        </div>
        {isAhead && column !== 'now' && missing.length > 0 && (
          <Panel title={column === 'next' ? 'Before it enters Now' : 'Before it enters Next'}>
            <GateList initiative={initiative} />
          </Panel>
        )}
        {delivery.items > 0 && (
          <Panel title="Delivery" plain>
            <Stack gap="tight">
              <DeliveryBar delivery={delivery} />
              <span>{deliveryInWords(delivery)}</span>
            </Stack>
          </Panel>
        )}
        <EvidencePanel initiative={initiative} />
        <Panel title="What changed, and why" plain>
          <ChangeLog id={id} />
        </Panel>
      </Stack>
      {dialogs}
    </RecordPage>
  )
}

function deliveryInWords({ items, done, points, donePoints }: InitiativeDetail['delivery']) {
  const counted = `${done} of ${items} work items are done`
  return points > 0 ? `${counted}, ${donePoints} of ${points} points.` : `${counted}.`
}
