import { IconArrowsMaximize, IconLink, IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import type { RecordId, RecordType } from '#commons/records/contract.ts'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { AsidePart, Button, IconButton, Row, Stack, toast } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Link, LinkKind } from '../contract.ts'
import { links } from './api.ts'
import { LineOfRecord } from './line-of-record.tsx'
import { DOWNWARD, UPWARD } from './words.ts'

import css from './links.module.css'

const ConnectDialog = lazy(() => import('./connect.tsx'))

export type ConnectButtonProps = {
  recordId: RecordId
  type: RecordType
  recordKey?: string
  /** `above` offers only what it is there for; `any` every link there is. */
  at?: 'above' | 'any'
  label?: string
}

/** Opens the dialog that joins this record to another. Not shown to those who may not. */
export function ConnectButton({ recordId, type, recordKey, at = 'any', label = 'Connect' }: ConnectButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const me = useMe()
  if (!me || !isAtLeast(me.role, 'member')) return null
  return (
    <>
      <Button small icon={<IconLink size={14} />} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ConnectDialog
            record={{ id: recordId, type, key: recordKey ?? 'This' }}
            at={at}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

const MOST_BELOW = 12
const BESIDE: LinkKind[] = ['blocks', 'supersedes', 'relates']

/** The line of a record and its other links, for the right column of its page. */
export function LinePanel({ recordId }: { recordId: RecordId }) {
  const record = useQuery(links.line.queryOptions({ input: { recordId } })).data?.record
  return (
    <AsidePart
      title="The line"
      actions={
        record && (
          <Row gap="tight">
            <ConnectButton recordId={record.id} type={record.type} recordKey={record.key} />
            <IconButton
              small
              label="See the whole line"
              icon={<IconArrowsMaximize size={15} />}
              href={`/line/${record.key}`}
            />
          </Row>
        )
      }
    >
      <Stack>
        <LineOfRecord recordId={recordId} mostBelow={MOST_BELOW} />
        <DirectLinks recordId={recordId} />
      </Stack>
    </AsidePart>
  )
}

/** The links that begin or end here and are not on the line, and how to take any link away. */
function DirectLinks({ recordId }: { recordId: RecordId }) {
  const { data: all = [] } = useQuery(links.of.queryOptions({ input: { recordId } }))
  const [showsAll, setShowsAll] = useState(false)
  const me = useMe()
  const mayChange = me !== undefined && isAtLeast(me.role, 'member')
  const shown = showsAll ? all : all.filter(({ kind }) => BESIDE.includes(kind))
  const isMore = all.length > shown.length
  if (all.length === 0) return null
  return (
    <div>
      <ul className={css.links}>
        {shown.map((link) => (
          <LinkRow key={link.id} link={link} recordId={recordId} mayChange={mayChange} />
        ))}
      </ul>
      {mayChange && (isMore || showsAll) && (
        <Button small kind="quiet" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Done' : 'Change the links'}
        </Button>
      )}
    </div>
  )
}

function LinkRow({ link, recordId, mayChange }: { link: Link; recordId: RecordId; mayChange: boolean }) {
  const isLower = link.from.id === recordId
  const other = isLower ? link.to : link.from
  const words = (isLower ? UPWARD : DOWNWARD)[link.kind]
  const connect = useMutation(links.connect.mutationOptions())
  const remove = useMutation(
    links.disconnect.mutationOptions({
      onSuccess: () =>
        toast({
          message: `The link to ${other.key} is gone.`,
          undo: () => connect.mutate({ from: link.from.id, to: link.to.id, kind: link.kind }),
        }),
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  return (
    <li className={css.link}>
      <span className={css.words}>{words}</span>
      <RecordLink record={other} />
      {mayChange && (
        <IconButton
          small
          label={`Take the link to ${other.key} away`}
          icon={<IconX size={14} />}
          disabled={remove.isPending}
          onClick={() => remove.mutate({ id: link.id })}
        />
      )}
    </li>
  )
}
