import { useMutation } from '@tanstack/react-query'

import { PersonMark, useMe } from '#commons/people/ui/embeds.tsx'
import { Aside, Button, Panel, Row, SideMark, Stack, toast } from '#design/index.ts'
import { isAtLeast, type Side, SIDES } from '#platform/auth/identity.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Objective } from '../contract.ts'
import { objectives, refreshObjectives } from './api.ts'

import css from './objectives.module.css'

/** What still has to happen before it runs: both owners accept exactly the targets as they are. */
export function AcceptancePanel({ objective }: { objective: Objective }) {
  const me = useMe()
  const { id, version, state, accepted, keyResults } = objective
  const settled = { onSuccess: refreshObjectives, onSettled: refreshObjectives }
  const propose = useMutation(objectives.propose.mutationOptions(settled))
  const takeBack = useMutation(objectives.takeBack.mutationOptions(settled))
  const accept = useMutation(objectives.accept.mutationOptions(settled))
  const activate = useMutation(
    objectives.activate.mutationOptions({
      ...settled,
      onSuccess: ({ key }) => {
        refreshObjectives()
        toast({ message: `${key} runs.` })
      },
    }),
  )
  if (state !== 'draft' && state !== 'proposed') return null
  const mayEdit = me !== undefined && isAtLeast(me.role, 'member')
  const ownerOf = (side: Side) => (side === 'product' ? objective.productOwnerId : objective.engineeringOwnerId)
  const isJoint = accepted.product !== null && accepted.engineering !== null
  const isRunningOn = keyResults.some((one) => one.isRunning)
  const refusal = refusalOf(propose.error ?? takeBack.error ?? accept.error ?? activate.error)
  return (
    <Panel title={state === 'draft' ? 'A draft' : isRunningOn ? 'The targets changed' : 'Waits for both owners'}>
      <Stack>
        <p className={css.lead}>
          {state === 'draft'
            ? 'Promise key results and name an owner of each side. Then propose it: it runs once both owners accept the targets.'
            : 'It runs once both owners have accepted exactly these targets. Whoever changes one asks both again.'}
        </p>
        {state === 'proposed' && (
          <ul className={css.acceptances}>
            {SIDES.map((side) => {
              const ownerId = ownerOf(side)
              const given = accepted[side]
              const isMine = me !== undefined && ownerId === me.id
              return (
                <li key={side} className={css.acceptance}>
                  {ownerId ? <PersonMark id={ownerId} /> : <SideMark side={side} missing word />}
                  {given ? (
                    <span className={css.accepted}>
                      <SideMark side={side} /> accepted{' '}
                      {given.at.toLocaleDateString(undefined, { day: 'numeric', month: 'short' })}
                    </span>
                  ) : (
                    ownerId && (
                      <span className={css.accepted}>
                        <span aria-hidden="true">
                          <SideMark side={side} missing />
                        </span>
                        has not accepted yet
                      </span>
                    )
                  )}
                  {isMine && !given && (
                    <Button kind="primary" small busy={accept.isPending} onClick={() => accept.mutate({ id, version })}>
                      Accept the targets
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        )}
        {mayEdit && (
          <Row gap="tight">
            {state === 'draft' && (
              <Button
                kind="primary"
                busy={propose.isPending}
                disabled={keyResults.length === 0}
                onClick={() => propose.mutate({ id })}
              >
                Propose it
              </Button>
            )}
            {state === 'proposed' && isJoint && (
              <Button kind="primary" busy={activate.isPending} onClick={() => activate.mutate({ id })}>
                Activate it
              </Button>
            )}
            {state === 'proposed' && !isRunningOn && (
              <Button kind="quiet" busy={takeBack.isPending} onClick={() => takeBack.mutate({ id })}>
                Make it a draft again
              </Button>
            )}
            {state === 'draft' && keyResults.length === 0 && <Aside>It has no key result yet.</Aside>}
          </Row>
        )}
        {refusal && <p role="alert">{refusal}</p>}
      </Stack>
    </Panel>
  )
}
