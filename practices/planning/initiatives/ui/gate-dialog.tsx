import { useMutation } from '@tanstack/react-query'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { Button, Dialog, Row, Stack } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Column } from '../columns/contract.ts'
import type { Initiative } from '../contract.ts'
import { COLUMN_WORDS } from '../rules.ts'
import { initiatives } from './api.ts'
import { refreshRoadmap } from './board-state.ts'
import { GateList } from './gate.tsx'

type Props = { initiative: Initiative; column: Column; onClose: () => void }

/** Says what is missing before it enters the column, with the one button that brings it nearer. */
export function GateDialog({ initiative, column, onClose }: Props) {
  const me = useMe()
  const ask = useMutation(
    initiatives.askFeasibility.mutationOptions({
      onSuccess: () => {
        refreshRoadmap()
        onClose()
      },
    }),
  )
  const { key, title, missing, feasibilityAskedAt } = initiative
  const mayAsk = missing.includes('feasibility') && !feasibilityAskedAt && me?.side !== 'engineering'
  const refusal = refusalOf(ask.error)
  return (
    <Dialog open onClose={onClose} title={`Not in ${COLUMN_WORDS[column]} yet`}>
      <Stack>
        <p>
          “{title}” promises something to both sides, so it enters {COLUMN_WORDS[column]} when both stand behind exactly
          this version.
        </p>
        <GateList initiative={initiative} />
        {refusal && <p role="alert">{refusal}</p>}
        <Row>
          {mayAsk ? (
            <Button kind="primary" busy={ask.isPending} onClick={() => ask.mutate({ id: initiative.id })}>
              Ask for feasibility
            </Button>
          ) : (
            <Button kind="primary" href={`/initiatives/${key}`}>
              Open {key}
            </Button>
          )}
          <Button kind="quiet" onClick={onClose}>
            Leave it where it is
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}
