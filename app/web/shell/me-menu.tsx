import { useMantineColorScheme } from '@mantine/core'
import type { InferContractRouterOutputs } from '@orpc/contract'
import { IconDeviceLaptop, IconKeyboard, IconLogout, IconMoon, IconSun } from '@tabler/icons-react'

import type { people } from '#commons/people/contract.ts'
import { Avatar, Menu, type MenuItem } from '#design/index.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { useBrowserFeatures } from '#platform/client/slots.tsx'

import { useDensity } from '../preferences.ts'
import { signOut } from '../session.ts'

import css from './me-menu.module.css'

export type Me = InferContractRouterOutputs<typeof people>['me']

/** The one who is signed in: how the app looks for them, their own pages, the way out. */
export function MeMenu({ me, onKeyList }: { me: Me; onKeyList: () => void }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useDensity()
  const go = useGo()
  const own = useBrowserFeatures()
    .flatMap((feature) => feature.navigation ?? [])
    .filter((entry) => entry.area === 'me')
    .toSorted((a, b) => a.order - b.order)

  const items: MenuItem[] = [
    ...own.map(({ label, icon: Icon, path }) => ({ label, icon: <Icon size={16} />, run: () => go(path) })),
    ...(own.length > 0 ? (['line'] as const) : []),
    { heading: 'Theme' },
    {
      label: 'As the system',
      icon: <IconDeviceLaptop size={16} />,
      checked: colorScheme === 'auto',
      run: () => setColorScheme('auto'),
    },
    {
      label: 'Paper',
      icon: <IconSun size={16} />,
      checked: colorScheme === 'light',
      run: () => setColorScheme('light'),
    },
    { label: 'Ink', icon: <IconMoon size={16} />, checked: colorScheme === 'dark', run: () => setColorScheme('dark') },
    { heading: 'Rows' },
    { label: 'Comfortable', checked: density === 'comfortable', run: () => setDensity('comfortable') },
    { label: 'Compact', checked: density === 'compact', run: () => setDensity('compact') },
    'line',
    { label: 'All keys', icon: <IconKeyboard size={16} />, keyHint: 'mod+/', run: onKeyList },
    { label: 'Sign out', icon: <IconLogout size={16} />, run: () => void signOut() },
  ]
  return (
    <Menu
      align="start"
      items={items}
      trigger={
        <button type="button" className={css.me}>
          <Avatar person={me.member} size={26} named />
        </button>
      }
    />
  )
}
