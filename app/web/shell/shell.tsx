import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useParams, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'

import { follow } from '#platform/client/live.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { useBrowserFeatures } from '#platform/client/slots.tsx'

import { useShellKeys } from '../keys/use-shell-keys.ts'
import { chordsOf } from '../navigation.ts'
import { useCollapsed } from '../preferences.ts'
import { people } from '../session.ts'
import { BottomBar } from './bottom-bar.tsx'
import { ChordHint } from './chord-hint.tsx'
import { Navigation } from './navigation-bar.tsx'

import css from './shell.module.css'

const Palette = lazy(() => import('../palette/palette.tsx'))
const KeyList = lazy(() => import('../keys/key-list.tsx'))
const CreateSheet = lazy(() => import('./create-sheet.tsx'))

type Opened = 'palette' | 'keys' | 'create' | 'menu' | undefined

/** What stands around every page of a workspace. */
export function Shell() {
  const { workspace } = useParams({ strict: false }) as { workspace: string }
  const features = useBrowserFeatures()
  const { data: me } = useSuspenseQuery(people.me.queryOptions())
  const [opened, setOpened] = useState<Opened>()
  const [isCollapsed, setCollapsed] = useCollapsed()
  const go = useGo()
  const chords = useMemo(() => chordsOf(features, go), [features, go])
  const runs = useMemo(() => new Map([...chords].map(([keys, { run }]) => [keys, run])), [chords])
  const pending = useShellKeys({
    onPalette: () => setOpened('palette'),
    onKeyList: () => setOpened('keys'),
    onToggleNavigation: () => setCollapsed(!isCollapsed),
    chords: runs,
  })

  useEffect(() => {
    const rules = Promise.all(features.map(async (feature) => (await feature.live?.())?.live ?? []))
    return follow(
      workspace,
      rules.then((lists) => lists.flat()),
    )
  }, [workspace, features])

  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const [openedAt, setOpenedAt] = useState(pathname)
  if (openedAt !== pathname) {
    setOpenedAt(pathname)
    setOpened(undefined)
  }

  const close = () => setOpened(undefined)
  return (
    <div className={css.shell} data-collapsed={isCollapsed || undefined}>
      <a className={css.skip} href="#main">
        Skip to the page
      </a>
      <Navigation
        me={me}
        isCollapsed={isCollapsed}
        onToggle={() => setCollapsed(!isCollapsed)}
        isOpenOnPhone={opened === 'menu'}
        onClose={close}
        onPalette={() => setOpened('palette')}
        onKeyList={() => setOpened('keys')}
      />
      <main id="main" className={css.main} tabIndex={-1}>
        <Outlet />
      </main>
      <BottomBar
        onCreate={() => setOpened('create')}
        onMenu={() => setOpened(opened === 'menu' ? undefined : 'menu')}
      />
      {pending && <ChordHint opener={pending} chords={chords} />}
      <Suspense fallback={null}>
        {opened === 'palette' && <Palette onClose={close} />}
        {opened === 'keys' && <KeyList onClose={close} chords={chords} />}
        {opened === 'create' && <CreateSheet onClose={close} />}
      </Suspense>
    </div>
  )
}
