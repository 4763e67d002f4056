import {
  IconChevronRight,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSearch,
} from '@tabler/icons-react'

import { IconButton, KeyHint, Logo } from '#design/index.ts'
import type { NavigationEntry } from '#platform/client/browser-feature.ts'
import { To } from '#platform/client/navigation.tsx'
import { Slot, useBrowserFeatures } from '#platform/client/slots.tsx'

import { navigationOf, type Section } from '../navigation.ts'
import { useFoldedAreas } from '../preferences.ts'
import { LiveMark } from './live-mark.tsx'
import { MeMenu, type Me } from './me-menu.tsx'
import { useIsHere } from './use-is-here.ts'

import css from './navigation-bar.module.css'

type NavigationProps = {
  me: Me
  isCollapsed: boolean
  onToggle: () => void
  isOpenOnPhone: boolean
  onClose: () => void
  onPalette: () => void
  onKeyList: () => void
}

/** Workspace, search, the top entries, then the seven areas with their practices. Only what works is listed. */
export function Navigation(props: NavigationProps) {
  const { me, isCollapsed, onToggle, isOpenOnPhone, onClose, onPalette, onKeyList } = props
  const { top, sections } = navigationOf(useBrowserFeatures())
  const [folded, fold] = useFoldedAreas()
  return (
    <>
      {isOpenOnPhone && <button type="button" className={css.veil} aria-label="Close the menu" onClick={onClose} />}
      <nav
        className={css.bar}
        aria-label="Workspace"
        data-open={isOpenOnPhone || undefined}
        data-icons={isCollapsed || undefined}
      >
        <div className={css.head}>
          <To path="/" className={css.workspace ?? ''} aria-label={`${me.workspace.name}, start`}>
            <Logo size={22} />
            <span className={css.word}>{me.workspace.name}</span>
          </To>
          <span className={css.toggle}>
            <IconButton
              small
              label={isCollapsed ? 'Show the words' : 'Show icons only'}
              icon={
                isCollapsed ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />
              }
              onClick={onToggle}
            />
          </span>
        </div>
        <button type="button" className={css.search} onClick={onPalette} title="Search or do anything">
          <IconSearch size={16} />
          <span className={css.word}>Search or do</span>
          <span className={css.word}>
            <KeyHint keys="mod+k" />
          </span>
        </button>
        <div className={css.scroll}>
          <ul className={css.list}>
            {top.map((entry) => (
              <Entry key={entry.path} entry={entry} />
            ))}
          </ul>
          {sections.map((section) => (
            <Area
              key={section.area}
              section={section}
              isCollapsed={isCollapsed}
              isFolded={folded.has(section.area) && !isCollapsed}
              onFold={() => fold(section.area)}
            />
          ))}
          <Slot name="navigation.teams" />
        </div>
        <div className={css.foot}>
          <LiveMark />
          <MeMenu me={me} onKeyList={onKeyList} />
        </div>
      </nav>
    </>
  )
}

type AreaProps = { section: Section; isCollapsed: boolean; isFolded: boolean; onFold: () => void }

function Area({ section, isCollapsed, isFolded, onFold }: AreaProps) {
  return (
    <section className={css.area}>
      <h2 className={css.areaHead}>
        <button
          type="button"
          className={css.fold}
          aria-expanded={!isFolded}
          tabIndex={isCollapsed ? -1 : undefined}
          onClick={onFold}
        >
          {section.label}
          <IconChevronRight size={13} className={css.chevron} />
        </button>
      </h2>
      {!isFolded && (
        <ul className={css.list}>
          {section.entries.map((entry) => (
            <Entry key={entry.path} entry={entry} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Entry({ entry }: { entry: NavigationEntry }) {
  const isHere = useIsHere(entry.path)
  const Icon = entry.icon
  return (
    <li>
      <To
        path={entry.path}
        className={css.entry ?? ''}
        title={entry.label}
        {...(isHere ? { 'aria-current': 'page' as const } : {})}
      >
        <Icon size={17} stroke={1.6} />
        <span className={css.word}>{entry.label}</span>
        <Slot name={`navigation.badge:${entry.path}`} />
      </To>
    </li>
  )
}
