import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PeoplePicker, PersonPicker, TeamPicker, useTeams } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Button, DateField, Dialog, Form, PropertyList, Row, Stack, TextArea } from '#design/index.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { InitiativeDetail } from '../contract.ts'
import { isDateBroken } from '../rules.ts'
import { initiatives } from './api.ts'
import { refreshRoadmap } from './board-state.ts'
import { dayInWords } from './words.ts'

type Props = { initiative: InitiativeDetail; mayEdit: boolean }

/** Team, owners and date, beside the line. */
export function InitiativeProperties({ initiative, mayEdit }: Props) {
  const [isAiming, setAiming] = useState(false)
  const teams = useTeams()
  const assign = useMutation(initiatives.assign.mutationOptions({ onSuccess: refreshRoadmap }))
  const { id, teamId, owners, targetOn, serves } = initiative
  const target = targetOn ? dayInWords(targetOn) : 'None'
  const refusal = refusalOf(assign.error)
  return (
    <Stack>
      {mayEdit ? (
        <>
          <PersonPicker
            label="Owner for product"
            side="product"
            value={owners.product}
            onChange={(owner) => assign.mutate({ id, productOwnerId: owner ?? null })}
          />
          <PersonPicker
            label="Owner for engineering"
            side="engineering"
            value={owners.engineering}
            onChange={(owner) => assign.mutate({ id, engineeringOwnerId: owner ?? null })}
          />
          {teams.all.length > 0 && (
            <TeamPicker label="Team" value={teamId} onChange={(team) => assign.mutate({ id, teamId: team ?? null })} />
          )}
          {refusal && <p role="alert">{refusal}</p>}
        </>
      ) : (
        teamId && <PropertyList properties={[{ label: 'Team', value: teams.byId.get(teamId)?.name ?? '…' }]} />
      )}
      <PropertyList
        properties={[
          {
            label: 'Target',
            value: mayEdit ? (
              <Button small kind="quiet" onClick={() => setAiming(true)}>
                {target}
              </Button>
            ) : (
              target
            ),
          },
          ...(serves.length > 0
            ? [
                {
                  label: 'Serves',
                  value: (
                    <Row gap="tight">
                      {serves.map((record) => (
                        <RecordLink key={record.id} record={record} titled={false} />
                      ))}
                    </Row>
                  ),
                },
              ]
            : []),
        ]}
      />
      {isAiming && <TargetDialog initiative={initiative} onClose={() => setAiming(false)} />}
    </Stack>
  )
}

/** Asks for the day; and for the reason, when others already plan by another one. */
function TargetDialog({ initiative, onClose }: { initiative: InitiativeDetail; onClose: () => void }) {
  const [day, setDay] = useState<string | undefined>(initiative.targetOn ?? undefined)
  const [reason, setReason] = useState('')
  const [agreed, setAgreed] = useState<MemberId[]>([])
  const aim = useMutation(
    initiatives.aim.mutationOptions({
      onSuccess: () => {
        refreshRoadmap()
        onClose()
      },
    }),
  )
  const errors = fieldErrors(aim.error)
  const lacksReason = refusalCode(aim.error) === 'REASON_NEEDED'
  const isBroken = isDateBroken(initiative.targetOn, day ?? null)
  const submit = () =>
    aim.mutate({ id: initiative.id, targetOn: day ?? null, agreed, ...(reason.trim() ? { reason } : {}) })
  return (
    <Dialog open onClose={onClose} title="When should it be with users?" size="small">
      <Form
        onSubmit={submit}
        submit="Set the date"
        busy={aim.isPending}
        refusal={lacksReason || Object.keys(errors).length > 0 ? undefined : refusalOf(aim.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <DateField label="Target" value={day} onChange={setDay} error={errors.targetOn} />
        {isBroken && (
          <>
            <TextArea
              label="Why does it change?"
              hint="Others plan by the date. They will read this."
              minRows={2}
              required
              value={reason}
              onChange={setReason}
              onSubmit={submit}
              error={lacksReason ? refusalOf(aim.error) : errors.reason}
            />
            <PeoplePicker label="Who agreed?" value={agreed} onChange={setAgreed} />
          </>
        )}
      </Form>
    </Dialog>
  )
}
