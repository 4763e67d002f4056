import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'

import { Button, ErrorState, Logo, Page } from '#design/index.ts'
import { useWorkspaceSlug } from '#platform/client/navigation.tsx'
import { refusalCode, refusalOf } from '#platform/client/refusals.ts'

import css from './broken.module.css'

/** An address that leads nowhere. */
export function NotHere() {
  const slug = useWorkspaceSlug()
  return (
    <div className={css.middle}>
      <Logo size={40} />
      <h1 className={css.title}>There is nothing at this address</h1>
      <p className={css.words}>It may have been moved, or it belongs to a workspace that you are not in.</p>
      <Button href={slug === undefined ? '/' : `/w/${slug}`}>Go to the start</Button>
    </div>
  )
}

/** What browsers and the bundler say when a piece of the program cannot be fetched. */
const UNFETCHED = /preload CSS|dynamically imported module|module script failed/i

/** One page failed; the shell around it still works. */
export function PageBroke({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  // A browser asks for a piece that it failed to fetch only once, and after an update the old pieces are gone.
  if (error instanceof Error && UNFETCHED.test(error.message))
    return (
      <Page>
        <ErrorState
          message="The page could not be fetched. Either the server is away, or a newer Throughline is there."
          onRetry={() => location.reload()}
        />
      </Page>
    )
  return (
    <Page>
      <ErrorState message={refusalOf(error) ?? 'Something went wrong. Try again.'} onRetry={retry} />
    </Page>
  )
}

/** The workspace itself could not be opened. */
export function WorkspaceBroke({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const code = refusalCode(error)
  if (code === 'NOT_FOUND' || code === 'NOT_ALLOWED') return <NotHere />
  return (
    <div className={css.middle}>
      <ErrorState
        title="Throughline could not be opened"
        message={refusalOf(error) ?? 'Something went wrong. Try again.'}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </div>
  )
}
