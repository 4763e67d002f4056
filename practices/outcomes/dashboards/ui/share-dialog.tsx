import { IconCopy, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { When } from '#commons/people/ui/embeds.tsx'
import { Aside, Button, Dialog, IconButton, LoadingState, SelectField, Stack, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { dashboards } from './api.ts'

import css from './dashboards.module.css'

const FOR = [
  { value: '1', label: 'A day' },
  { value: '7', label: 'A week' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
] as const

const refresh = () => void queryClient.invalidateQueries({ queryKey: dashboards.shares.key() })
const says = (error: unknown) => toast({ message: refusalOf(error) ?? '', kind: 'refused' })
const copy = (url: string) =>
  navigator.clipboard.writeText(url).then(
    () => toast({ message: 'The link is copied.' }),
    () => toast({ message: 'The browser does not let this page copy. Mark the link and copy it.', kind: 'refused' }),
  )

/** The links by which others read a dashboard: made, copied, taken back. */
export function ShareDialog({ dashboardKey, onClose }: { dashboardKey: string; onClose: () => void }) {
  const [days, setDays] = useState<(typeof FOR)[number]['value']>('30')
  const { data } = useQuery(dashboards.shares.queryOptions({ input: { key: dashboardKey } }))
  const share = useMutation(
    dashboards.share.mutationOptions({
      onSuccess: ({ url }) => (refresh(), copy(url)),
      onError: says,
    }),
  )
  const takeBack = useMutation(
    dashboards.takeBackShare.mutationOptions({
      onSuccess: () => (refresh(), toast({ message: 'The link opens nothing any more.' })),
      onError: says,
    }),
  )
  return (
    <Dialog open onClose={onClose} title="Share by a link">
      <Stack>
        <p className={css.soft}>
          Whoever has the link reads this dashboard without signing in, and nothing else of the workspace, until it
          expires or you take it back.
        </p>
        <div className={css.shareFor}>
          <SelectField label="It opens for" choices={[...FOR]} value={days} onChange={setDays} />
          <Button
            kind="primary"
            busy={share.isPending}
            onClick={() => share.mutate({ key: dashboardKey, days: Number(days) })}
          >
            Make and copy a link
          </Button>
        </div>
        {data === undefined ? (
          <LoadingState like="text" rows={2} />
        ) : data.length === 0 ? (
          <Aside>No link opens it today.</Aside>
        ) : (
          <ul className={css.links}>
            {data.map(({ id, url, expiresAt }) => (
              <li key={id}>
                <code>{url}</code>
                <span className={css.soft}>
                  until <When at={expiresAt} />
                </span>
                <IconButton small label="Copy the link" icon={<IconCopy size={15} />} onClick={() => void copy(url)} />
                <IconButton
                  small
                  kind="danger"
                  label="Take the link back"
                  icon={<IconTrash size={15} />}
                  onClick={() => takeBack.mutate({ id })}
                />
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </Dialog>
  )
}
