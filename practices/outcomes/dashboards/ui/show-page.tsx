import {
  IconChevronLeft,
  IconChevronRight,
  IconMaximize,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { Button, ErrorState, IconButton, LoadingState, SelectField } from '#design/index.ts'
import { useKey } from '#platform/client/keys.ts'
import { useGo, useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { dashboards } from './api.ts'
import { Board } from './board.tsx'
import { rowsFilled } from './placing.ts'

import css from './dashboards.module.css'

const EVERY = [
  { value: '15', label: '15 seconds' },
  { value: '30', label: '30 seconds' },
  { value: '60', label: 'A minute' },
  { value: '300', label: 'Five minutes' },
] as const

/** The height that the window has, followed as it changes. */
function useWindowHeight() {
  const [height, setHeight] = useState(() => innerHeight)
  useEffect(() => {
    const follow = () => setHeight(innerHeight)
    addEventListener('resize', follow)
    return () => removeEventListener('resize', follow)
  }, [])
  return height
}

const HEAD = 76
const GAP = 12

/** Dashboards on a full screen, one after the other. `?of=` begins with one, `?every=` says for how many seconds each. */
export default function ShowPage() {
  const go = useGo()
  const [query, setQuery] = useUrlQuery()
  const stage = useRef<HTMLElement>(null)
  const height = useWindowHeight()
  const [isPaused, setPaused] = useState(false)
  const list = useQuery(dashboards.list.queryOptions({ input: { limit: 100 } }))
  const boards = (list.data?.items ?? []).filter(({ tiles }) => tiles.length > 0)
  const at = Math.max(
    0,
    boards.findIndex(({ key }) => key === query.of),
  )
  const board = boards[at]
  const every = EVERY.find(({ value }) => value === query.every)?.value ?? '30'
  const contents = useQuery(
    dashboards.contents.queryOptions({ input: { key: board?.key ?? '' }, enabled: board !== undefined }),
  )
  const turn = (by: number) => {
    const next = boards[(at + by + boards.length) % boards.length]
    if (next) setQuery({ of: next.key })
  }
  const turnLater = useRef(turn)
  useEffect(() => {
    turnLater.current = turn
  })
  const rotates = boards.length > 1 && !isPaused
  const key = board?.key
  useEffect(() => {
    if (!rotates || key === undefined) return
    const timer = setTimeout(() => turnLater.current(1), Number(every) * 1000)
    return () => clearTimeout(timer)
  }, [rotates, every, key])

  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    go(board ? `/dashboards/${board.key}` : '/dashboards')
  }
  const fill = () =>
    document.fullscreenElement ? void document.exitFullscreen() : void stage.current?.requestFullscreen?.()
  useKey('p', 'Pause or go on', () => setPaused(!isPaused), boards.length > 1)
  useKey('ArrowRight', 'Next dashboard', () => turn(1), boards.length > 1)
  useKey('ArrowLeft', 'Dashboard before', () => turn(-1), boards.length > 1)
  useKey('f', 'Fill the screen', fill)
  useKey('Escape', 'Leave', leave)

  const rows = contents.data ? rowsFilled(contents.data.map(({ tile }) => tile)) : 1
  const row = Math.min(150, Math.max(56, (height - HEAD - 24 - GAP * (rows - 1)) / Math.max(1, rows)))
  return (
    <section ref={stage} className={css.stage} aria-label="Dashboards on a full screen">
      <header className={css.stageHead}>
        <h1>{board?.title ?? 'Dashboards'}</h1>
        <span className={css.stageTools}>
          {boards.length > 1 && (
            <>
              <span className={css.soft}>
                {at + 1} of {boards.length}
              </span>
              <SelectField
                label="Each stays for"
                labelHidden
                choices={[...EVERY]}
                value={every}
                onChange={(next) => setQuery({ every: next })}
              />
              <IconButton label="Dashboard before" icon={<IconChevronLeft size={18} />} onClick={() => turn(-1)} />
              <IconButton
                label={isPaused ? 'Go on' : 'Pause'}
                icon={isPaused ? <IconPlayerPlay size={18} /> : <IconPlayerPause size={18} />}
                onClick={() => setPaused(!isPaused)}
              />
              <IconButton label="Next dashboard" icon={<IconChevronRight size={18} />} onClick={() => turn(1)} />
            </>
          )}
          <IconButton label="Fill the screen" icon={<IconMaximize size={18} />} onClick={fill} />
          <IconButton label="Leave" icon={<IconX size={18} />} onClick={leave} />
        </span>
      </header>
      {contents.data ? (
        <Board tiles={contents.data} linked={false} marked row={row} />
      ) : list.data && !board ? (
        <p className={css.centre}>
          <Button href="/dashboards">No dashboard has tiles yet</Button>
        </p>
      ) : list.error || contents.error ? (
        <ErrorState
          message={refusalOf(list.error ?? contents.error) ?? ''}
          onRetry={() => void Promise.all([list.refetch(), contents.refetch()])}
        />
      ) : (
        <LoadingState like="cards" />
      )}
    </section>
  )
}
