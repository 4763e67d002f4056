import { IconMenu2, IconPlus } from '@tabler/icons-react'

import type { NavigationEntry } from '#platform/client/browser-feature.ts'
import { To } from '#platform/client/navigation.tsx'
import { Slot, useBrowserFeatures } from '#platform/client/slots.tsx'

import { commandsOf, navigationOf } from '../navigation.ts'
import { useIsHere } from './use-is-here.ts'

import css from './bottom-bar.module.css'

/** On a phone: Home, Inbox, +, Line, Menu, within reach of one thumb. Only what is there. */
export function BottomBar({ onCreate, onMenu }: { onCreate: () => void; onMenu: () => void }) {
  const features = useBrowserFeatures()
  const { top } = navigationOf(features)
  const at = (path: string) => top.filter((entry) => entry.path === path)
  const canCreate = commandsOf(features).some((command) => command.createKey !== undefined)
  return (
    <nav className={css.bar} aria-label="Quick">
      {[...at('/'), ...at('/inbox')].map((entry) => (
        <Item key={entry.path} entry={entry} />
      ))}
      {canCreate && (
        <button type="button" className={css.item} onClick={onCreate}>
          <span className={css.plus}>
            <IconPlus size={20} />
          </span>
          <span className="said-only">Create</span>
        </button>
      )}
      {at('/line').map((entry) => (
        <Item key={entry.path} entry={entry} />
      ))}
      <button type="button" className={css.item} onClick={onMenu}>
        <IconMenu2 size={21} stroke={1.6} />
        <span>Menu</span>
      </button>
    </nav>
  )
}

function Item({ entry }: { entry: NavigationEntry }) {
  const isHere = useIsHere(entry.path)
  const Icon = entry.icon
  return (
    <To path={entry.path} className={css.item ?? ''} {...(isHere ? { 'aria-current': 'page' as const } : {})}>
      <Icon size={21} stroke={1.6} />
      <span>{entry.label}</span>
      <Slot name={`navigation.badge:${entry.path}`} />
    </To>
  )
}
