import { useQuery } from '@tanstack/react-query'

import { Button, ErrorState, LoadingState, Logo } from '#design/index.ts'
import { usePathParam } from '#platform/client/navigation.tsx'
import { isUnanswered } from '#platform/client/refusals.ts'

import { dashboards } from './api.ts'
import { Board } from './board.tsx'

import css from './dashboards.module.css'

const FRESH_MS = 60_000

const dayOf = (at: Date) => at.toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' })

/** A dashboard by its link, for those who do not sign in. */
export default function ByLinkPage() {
  const token = usePathParam('token')
  const { data, error, refetch } = useQuery(
    dashboards.shared.queryOptions({ input: { token }, refetchInterval: FRESH_MS }),
  )
  if (data)
    return (
      <main className={css.shared}>
        <title>{data.title}</title>
        <header className={css.sharedHead}>
          <div>
            <h1>{data.title}</h1>
            <p className={css.soft}>
              {data.workspace}. This link opens it until {dayOf(data.expiresAt)}.
            </p>
          </div>
          <Logo size={28} />
        </header>
        <Board tiles={data.tiles} linked={false} />
      </main>
    )
  if (error && !isUnanswered(error))
    return (
      <main className={css.shared}>
        <title>This link opens nothing</title>
        <ErrorState
          title="This link opens nothing any more"
          message="It has expired or was taken back. Ask for a new one where you got it."
        />
        <p className={css.centre}>
          <Button href="/sign-in">Sign in</Button>
        </p>
      </main>
    )
  if (error)
    return (
      <main className={css.shared}>
        <ErrorState
          title="One moment"
          message="The server does not answer at the moment."
          onRetry={() => void refetch()}
        />
      </main>
    )
  return <LoadingState like="cards" />
}
