import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { Button, Logo, Stack } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { identity } from './identity.ts'

import css from './open-frame.module.css'

type FrameProps = { title: string; purpose?: ReactNode; wide?: boolean; children?: ReactNode }

/** A page outside any workspace: the sign of the product, what this is for, and one thing to do. */
export function OpenFrame({ title, purpose, wide, children }: FrameProps) {
  return (
    <main className={css.frame}>
      <title>{title}</title>
      <div className={css.paper} data-wide={wide || undefined}>
        <Logo size={40} />
        <h1 className={css.title}>{title}</h1>
        <p className={css.purpose}>{purpose}</p>
        {children}
      </div>
    </main>
  )
}

export const Or = () => <p className={css.or}>or</p>

export const Below = ({ children }: { children: ReactNode }) => <div className={css.below}>{children}</div>

/** Something that was said quietly and stays in sight. */
export const Note = ({ children }: { children: ReactNode }) => (
  <p className={css.note} role="status">
    {children}
  </p>
)

type Providers = { oidc: { id: string; name: string }[]; back: string; invite?: string }

/** One button for each provider that everybody here may sign in with. */
export function ProviderButtons({ oidc, back, invite }: Providers) {
  const go = useMutation({
    mutationFn: (providerId: string) => identity.signInWith({ providerId }, back, invite),
  })
  if (oidc.length === 0) return null
  return (
    <Stack gap="tight">
      {oidc.map(({ id, name }) => (
        <Button key={id} wide busy={go.isPending && go.variables === id} onClick={() => go.mutate(id)}>
          Continue with {name}
        </Button>
      ))}
      {go.error && <p role="alert">{refusalOf(go.error)}</p>}
    </Stack>
  )
}
