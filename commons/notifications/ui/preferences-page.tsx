import { useMutation, useQuery } from '@tanstack/react-query'

import { SettingsFrame, useMe } from '#commons/people/ui/embeds.tsx'
import { Checkbox, ErrorState, LoadingState, Panel, SegmentedControl, Stack, toast } from '#design/index.ts'
import { optimistically } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Preferences, Rhythm } from '../contract.ts'
import { notifications } from './api.ts'

import css from './inbox.module.css'

const RHYTHMS: { value: Rhythm; label: string }[] = [
  { value: 'soon', label: 'Within minutes' },
  { value: 'daily', label: 'Each morning' },
  { value: 'weekly', label: 'On Mondays' },
]

const SAYS: Record<Rhythm, (zone: string) => string> = {
  soon: () => 'What happens within five minutes comes in one letter.',
  daily: (zone) => `One letter a day, at eight in the morning in ${zone}.`,
  weekly: (zone) => `One letter a week, on Monday at eight in the morning in ${zone}.`,
}

const refused = (error: unknown) => toast({ message: refusalOf(error) ?? '', kind: 'refused' })

/** Which kinds of notice reach you, where, and how often by mail. */
export default function PreferencesPage() {
  const me = useMe()
  const { data, error, refetch } = useQuery(notifications.preferences.queryOptions())
  const key = notifications.preferences.key()
  const prefer = useMutation(
    notifications.prefer.mutationOptions(
      optimistically<Preferences, { key: string; inbox?: boolean | undefined; mail?: boolean | undefined }>(
        key,
        (cached, wish) => ({
          ...cached,
          kinds: cached.kinds.map((kind) =>
            kind.key === wish.key ? { ...kind, inbox: wish.inbox ?? kind.inbox, mail: wish.mail ?? kind.mail } : kind,
          ),
        }),
      ),
    ),
  )
  const setRhythm = useMutation(
    notifications.setRhythm.mutationOptions(
      optimistically<Preferences, { rhythm: Rhythm }>(key, (cached, { rhythm }) => ({ ...cached, rhythm })),
    ),
  )
  const groups = [...Map.groupBy(data?.kinds ?? [], ({ group }) => group)]
  return (
    <SettingsFrame
      title="Notifications"
      purpose="Choose what reaches you, and where. It is yours alone; nobody else sees it."
    >
      {error && !data ? (
        <ErrorState message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
      ) : !data ? (
        <LoadingState like="page" />
      ) : (
        <>
          <Panel title="Mail">
            <Stack gap="tight">
              <SegmentedControl
                label="How often letters come"
                choices={RHYTHMS}
                value={data.rhythm}
                onChange={(rhythm) => setRhythm.mutate({ rhythm }, { onError: refused })}
              />
              <p className={css.hint}>
                {SAYS[data.rhythm](me?.timeZone ?? 'your time zone')} What you have read in the inbox by then is left
                out.
              </p>
            </Stack>
          </Panel>
          <Panel title="What reaches you">
            <table className={css.kinds}>
              <thead>
                <tr>
                  <th scope="col">Notice</th>
                  <th scope="col">Inbox</th>
                  <th scope="col">Mail</th>
                </tr>
              </thead>
              {groups.map(([group, kinds]) => (
                <tbody key={group}>
                  <tr>
                    <th scope="rowgroup" colSpan={3} className={css.group}>
                      {group}
                    </th>
                  </tr>
                  {kinds.map((kind) => (
                    <tr key={kind.key}>
                      <th scope="row">{kind.label}</th>
                      {(['inbox', 'mail'] as const).map((channel) => (
                        <td key={channel}>
                          <Checkbox
                            label={<span className="said-only">{`${kind.label}: ${channel}`}</span>}
                            checked={kind[channel]}
                            onChange={(checked) =>
                              prefer.mutate({ key: kind.key, [channel]: checked }, { onError: refused })
                            }
                          />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              ))}
            </table>
          </Panel>
        </>
      )}
    </SettingsFrame>
  )
}
