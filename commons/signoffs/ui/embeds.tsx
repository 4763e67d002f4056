import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe, usePeople } from '#commons/people/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { Button, Dialog, Form, Row, type SignOffState, SignOffMarks, TextArea, toast } from '#design/index.ts'
import { isAtLeast, type MemberId, SIDES, type Side } from '#platform/auth/identity.ts'
import { optimistically } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { SignOff } from '../contract.ts'
import { missingSides } from '../rules.ts'
import { signoffs } from './api.ts'

type Answers = { version: number; missing: Side[]; signOffs: SignOff[] }

/** What a side's mark shows: its agreement to this version, or else its last to an earlier one. */
function stateOf(side: Side, given: SignOff[], version: number, nameOf: (id: string) => string): SignOffState {
  const agreed = given.filter((one) => one.side === side && one.verdict === 'agreed')
  const shown = agreed.find((one) => one.version === version) ?? agreed.find((one) => one.version < version)
  if (!shown) return undefined
  return {
    by: { name: nameOf(shown.memberId), side },
    when: shown.signedAt.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' }),
    outdated: shown.version !== version,
  }
}

/** The sides of which nobody has agreed to exactly this version; undefined until it is known. */
export function useMissingSides(recordId: RecordId, version: number): Side[] | undefined {
  const { data } = useQuery(signoffs.of.queryOptions({ input: { recordId } }))
  return data && missingSides(data.signOffs, version)
}

type Given = { verdict?: 'agreed' | 'declined' | undefined; note?: string | undefined }

/** Stands in until the server has written it. */
const NEW = 'new' as SignOff['id']

const signOffOf = (me: { id: MemberId; side: Side }, recordId: RecordId, version: number, given: Given): SignOff => ({
  id: NEW,
  recordId,
  version,
  memberId: me.id,
  side: me.side,
  verdict: given.verdict ?? 'agreed',
  note: given.note ?? '',
  signedAt: new Date(),
})

export type SignoffsProps = {
  recordId: RecordId
  /** The version in sight, to which one signs. */
  version: number
  /** False shows the marks alone: the feature has commands of its own for signing. */
  canSign?: boolean
  words?: boolean
}

/** Who of each side has agreed to exactly this version; the missing half is an empty outline with the button that fills it. */
export function Signoffs({ recordId, version, canSign = true, words }: SignoffsProps) {
  const me = useMe()
  const { byId } = usePeople()
  const { data } = useQuery(signoffs.of.queryOptions({ input: { recordId } }))
  const [isDeclining, setDeclining] = useState(false)
  const show = optimistically<Answers, Given>(signoffs.of.key({ input: { recordId } }), (cached, input) => {
    if (!me?.side) return cached
    const mine = signOffOf({ id: me.id, side: me.side }, recordId, version, input)
    const all = [mine, ...cached.signOffs.filter((one) => one.memberId !== me.id || one.version !== version)]
    return { ...cached, signOffs: all, missing: missingSides(all, version) }
  })
  const sign = useMutation(signoffs.sign.mutationOptions(show))
  const withdraw = useMutation(
    signoffs.withdraw.mutationOptions({ onSuccess: () => toast({ message: 'Your sign-off is taken back.' }) }),
  )

  const given = data?.signOffs ?? []
  const nameOf = (id: string) => byId.get(id)?.name ?? 'Somebody'
  const mine = given.find((one) => one.memberId === me?.id && one.version === version)
  const mayAnswer = canSign && me?.side && isAtLeast(me.role, 'member')
  const declined = given.filter((one) => one.version === version && one.verdict === 'declined')
  const [product, engineering] = SIDES.map((side) => stateOf(side, given, version, nameOf))
  const refusal = refusalOf(sign.error ?? withdraw.error)
  return (
    <Row gap="tight">
      <SignOffMarks product={product} engineering={engineering} words={words ?? false} />
      {mayAnswer && !mine && missingSides(given, version).includes(me.side!) && (
        <>
          <Button small busy={sign.isPending} onClick={() => sign.mutate({ recordId, version })}>
            Sign for {me.side}
          </Button>
          <Button small kind="quiet" onClick={() => setDeclining(true)}>
            Decline
          </Button>
        </>
      )}
      {mayAnswer && mine && mine.id !== NEW && (
        <Button small kind="quiet" busy={withdraw.isPending} onClick={() => withdraw.mutate({ id: mine.id })}>
          {mine.verdict === 'agreed' ? 'Take back' : 'Take back your no'}
        </Button>
      )}
      {declined.map((one) => (
        <span key={one.id}>
          {nameOf(one.memberId)} declined{one.note ? `: “${one.note}”` : ''}
        </span>
      ))}
      {refusal && <span role="alert">{refusal}</span>}
      {isDeclining && (
        <DeclineDialog
          onClose={() => setDeclining(false)}
          onDecline={(note) => {
            sign.mutate({ recordId, version, verdict: 'declined', note })
            setDeclining(false)
          }}
        />
      )}
    </Row>
  )
}

function DeclineDialog({ onClose, onDecline }: { onClose: () => void; onDecline: (note: string) => void }) {
  const [note, setNote] = useState('')
  const [error, setError] = useState<string>()
  const submit = () => (note.trim() ? onDecline(note.trim()) : setError('Say what would have to change.'))
  return (
    <Dialog open onClose={onClose} title="Decline this version" size="small">
      <Form onSubmit={submit} submit="Decline" cancel={{ label: 'Cancel', run: onClose }}>
        <TextArea
          label="What would have to change?"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoFocus
          minRows={3}
          value={note}
          onChange={(text) => {
            setNote(text)
            setError(undefined)
          }}
          onSubmit={submit}
          error={error}
        />
      </Form>
    </Dialog>
  )
}
