import { Modal } from '@mantine/core'
import { IconArrowRight, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useId, useRef, useState } from 'react'

import { pathOf, useRecentRecords } from '#commons/records/ui/embeds.tsx'
import { KeyHint } from '#design/index.ts'
import type { BrowserFeature } from '#platform/client/browser-feature.ts'
import { actsHeld } from '#platform/client/keys.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { useBrowserFeatures } from '#platform/client/slots.tsx'

import { commandsOf } from '../navigation.ts'
import { matchOf } from './match.ts'

import css from './palette.module.css'

type Offer = {
  id: string
  group: 'You looked at' | 'Records' | 'On this page' | 'Create' | 'Go to' | 'Commands'
  label: string
  words: string
  detail?: string
  icon?: ReactNode
  keyHint?: string
  run: () => void
}

/** Finds any record and does any command. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const features = useBrowserFeatures()
  const go = useGo()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const wanted = useDeferredValue(typed.trim())
  const list = useRef<HTMLDivElement>(null)
  const [onPage] = useState(actsHeld)

  const found = useFound(features, wanted)
  const recent = useRecentRecords()
  // Before anything is typed, what one looked at last is the best guess.
  const near = wanted === '' ? recent.slice(0, MOST_RECENT).map((one) => ({ ...one, path: pathOf(one) })) : found
  const records: Offer[] = near.map((record) => {
    const Icon = features.flatMap((one) => one.records ?? []).find(({ type }) => type === record.type)?.icon
    return {
      id: `record:${record.key}`,
      group: wanted === '' ? 'You looked at' : 'Records',
      label: record.title,
      words: '',
      detail: record.state === undefined ? record.key : `${record.key}, ${record.state}`,
      icon: Icon && <Icon size={17} stroke={1.6} />,
      run: () => go(record.path),
    }
  })
  const offers = [...records, ...ranked(wanted, offersOf(features, onPage, go))]
  const chosen = offers[Math.min(at, offers.length - 1)]

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at, wanted])

  const run = (offer: Offer | undefined) => {
    if (!offer) return
    onClose()
    offer.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && offers.length > 0) {
      event.preventDefault()
      setAt((now) => (Math.min(now, offers.length - 1) + step + offers.length) % offers.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(chosen)
    }
  }

  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={620}
      yOffset="12vh"
      padding={0}
      radius="md"
      classNames={{ content: css.content ?? '' }}
    >
      <Modal.Overlay color="var(--veil)" backgroundOpacity={1} />
      <Modal.Content aria-label="Search or do">
        <div className={css.field}>
          <IconSearch size={18} />
          <input
            className={css.input}
            data-autofocus
            role="combobox"
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={chosen && `${id}-${chosen.id}`}
            aria-label="Search or do"
            placeholder="Find a record, go somewhere, do something"
            value={typed}
            maxLength={200}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setAt(0)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className={css.list} id={id} role="listbox" aria-label="What fits" ref={list}>
          {offers.length === 0 && <p className={css.nothing}>Nothing fits “{wanted}”.</p>}
          {offers.map((offer, position) => (
            <div key={offer.id} role="presentation">
              {offers[position - 1]?.group !== offer.group && <p className={css.group}>{offer.group}</p>}
              {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above hears the keys */}
              <div
                id={`${id}-${offer.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={offer === chosen}
                className={css.offer}
                onClick={() => run(offer)}
                onMouseMove={() => setAt(position)}
              >
                <span className={css.icon}>{offer.icon ?? <IconArrowRight size={16} stroke={1.6} />}</span>
                <span className={css.label}>{offer.label}</span>
                {offer.detail && <span className={css.detail}>{offer.detail}</span>}
                {offer.keyHint && <KeyHint keys={offer.keyHint} />}
              </div>
            </div>
          ))}
        </div>
      </Modal.Content>
    </Modal.Root>
  )
}

function useFound(features: BrowserFeature[], wanted: string) {
  const finders = features.flatMap((feature) => feature.find ?? [])
  const { data } = useQuery({
    queryKey: ['palette', wanted],
    queryFn: async ({ signal }) => (await Promise.all(finders.map((find) => find(wanted, signal)))).flat(),
    enabled: wanted.length > 0 && finders.length > 0,
    placeholderData: (before) => before,
    staleTime: 5000,
  })
  return wanted === '' ? [] : (data ?? [])
}

function offersOf(
  features: BrowserFeature[],
  onPage: ReturnType<typeof actsHeld>,
  go: (path: string) => void,
): Offer[] {
  const page = onPage.map(({ key, label, run }): Offer => ({
    id: `page:${label}`,
    group: 'On this page',
    label,
    words: label,
    keyHint: key,
    run,
  }))
  const commands = commandsOf(features).map((command): Offer => {
    const Icon = command.icon
    return {
      id: `command:${command.label}`,
      group: command.createKey ? 'Create' : 'Commands',
      label: command.label,
      words: `${command.label} ${command.words ?? ''}`,
      icon: Icon && <Icon size={17} stroke={1.6} />,
      ...(command.createKey ? { keyHint: `n ${command.createKey}` } : {}),
      run: 'run' in command ? command.run : () => go(command.path),
    }
  })
  const places = features
    .flatMap((feature) => feature.navigation ?? [])
    .map(({ label, path, icon: Icon, goKey }): Offer => ({
      id: `go:${path}`,
      group: 'Go to',
      label,
      words: `${label} go`,
      icon: <Icon size={17} stroke={1.6} />,
      ...(goKey ? { keyHint: `g ${goKey}` } : {}),
      run: () => go(path),
    }))
  const named = new Set(page.map(({ label }) => label))
  return [...page, ...commands.filter(({ label }) => !named.has(label)), ...places]
}

const GROUPS: Offer['group'][] = ['You looked at', 'Records', 'On this page', 'Create', 'Go to', 'Commands']
const MOST_RECENT = 4

function ranked(wanted: string, offers: Offer[]): Offer[] {
  return offers
    .map((offer) => ({ offer, score: matchOf(wanted, offer.words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => GROUPS.indexOf(a.offer.group) - GROUPS.indexOf(b.offer.group) || b.score - a.score)
    .map(({ offer }) => offer)
}
