import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { type RecordId, RECORD_TYPES, type RecordSummary, type RecordType } from '#commons/records/contract.ts'
import { RecordPicker, WORDS } from '#commons/records/ui/embeds.tsx'
import { Dialog, Form, SelectField, toast } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { LinkKind } from '../contract.ts'
import { links } from './api.ts'
import { DOWNWARD, UPWARD } from './words.ts'

/** One way to join a record: over which kind, to which types, and at which end it stands. */
type Way = { id: string; kind: LinkKind; isUp: boolean; types: RecordType[]; label: string }

const ANYWHERE: LinkKind[] = ['blocks', 'relates']

function waysOf(type: RecordType, fits: { kind: LinkKind; from: RecordType; to: RecordType }[], at: 'above' | 'any') {
  const ways = new Map<string, Way>()
  const add = (kind: LinkKind, isUp: boolean, types: RecordType[]) => {
    const id = `${kind} ${isUp ? 'up' : 'down'}`
    const all = [...new Set([...(ways.get(id)?.types ?? []), ...types])]
    ways.set(id, { id, kind, isUp, types: all, label: (isUp ? UPWARD : DOWNWARD)[kind] })
  }
  for (const fit of fits) if (fit.from === type) add(fit.kind, true, [fit.to])
  if (at === 'above') return [...ways.values()]
  for (const fit of fits) if (fit.to === type) add(fit.kind, false, [fit.from])
  for (const kind of ANYWHERE) {
    add(kind, true, [...RECORD_TYPES])
    if (kind !== 'relates') add(kind, false, [...RECORD_TYPES])
  }
  add('supersedes', true, [type])
  return [...ways.values()]
}

const listOf = (types: RecordType[]) =>
  types.length > 6
    ? 'any record'
    : new Intl.ListFormat('en', { type: 'disjunction' }).format(types.map((type) => WORDS[type].toLowerCase()))

export type ConnectDialogProps = {
  record: Pick<RecordSummary, 'id' | 'key' | 'type'>
  /** `above` offers only what the line needs: what it is there for. */
  at?: 'above' | 'any'
  onClose: () => void
}

/** Joins a record to another of a fitting type. */
export default function ConnectDialog({ record, at = 'any', onClose }: ConnectDialogProps) {
  const { data: fits } = useQuery(links.whatFits.queryOptions({ staleTime: Infinity }))
  const ways = waysOf(record.type, fits ?? [], at)
  const [wayId, setWayId] = useState<string>()
  const [other, setOther] = useState<RecordSummary>()
  const [missing, setMissing] = useState<string>()
  const way = ways.find(({ id }) => id === wayId) ?? ways[0]
  const connect = useMutation(
    links.connect.mutationOptions({
      onSuccess: ({ from, to }) => {
        toast({ message: `${from.key} and ${to.key} are linked.` })
        onClose()
      },
    }),
  )
  const submit = () => {
    if (!way || !other) return setMissing('Choose a record.')
    const ends: { from: RecordId; to: RecordId } = way.isUp
      ? { from: record.id, to: other.id }
      : { from: other.id, to: record.id }
    connect.mutate({ ...ends, kind: way.kind })
  }
  return (
    <Dialog open onClose={onClose} title={at === 'above' ? `What is ${record.key} there for?` : `Link ${record.key}`}>
      <Form
        onSubmit={submit}
        submit="Connect"
        busy={connect.isPending}
        refusal={refusalOf(connect.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        {way && (
          <>
            {ways.length > 1 && (
              <SelectField
                label={`${record.key} …`}
                choices={ways.map(({ id, label, types }) => ({
                  value: id,
                  label: `${label} …`,
                  detail: listOf(types),
                }))}
                value={way.id}
                onChange={(id) => {
                  setWayId(id)
                  setOther(undefined)
                }}
              />
            )}
            <RecordPicker
              key={way.id}
              label={ways.length > 1 ? 'Which one?' : `${record.key} ${way.label} …`}
              hint={`By its key or title: ${listOf(way.types)}.`}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
              autoFocus
              required
              types={way.types}
              value={other}
              onChange={(chosen) => {
                setOther(chosen)
                setMissing(undefined)
              }}
              except={[record.id]}
              error={missing}
            />
          </>
        )}
      </Form>
    </Dialog>
  )
}
