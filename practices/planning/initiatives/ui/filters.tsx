import { IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

import { OwnerFilter, TeamFilter } from '#commons/people/ui/embeds.tsx'
import { useSettled } from '#commons/records/ui/embeds.tsx'
import { FilterMenu, IconButton, TextField } from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'

import type { Narrowed } from './board-state.ts'

import css from './initiatives.module.css'

/** What the address narrows the roadmap to, and how to take that away. Ids that nobody has are left to the server. */
export function useNarrowed() {
  const [query, setQuery] = useUrlQuery()
  const { team, owner, silent, q } = query
  const narrowed: Narrowed = {
    ...(team ? { teamId: team } : {}),
    ...(owner ? { ownerId: owner } : {}),
    ...(silent === 'product' || silent === 'engineering' ? { silent } : {}),
    ...(q ? { search: q } : {}),
  }
  const isNarrowed = Object.keys(narrowed).length > 0
  const clear = () =>
    setQuery({ team: undefined, owner: undefined, silent: undefined, q: undefined, column: undefined })
  return { narrowed, onClear: isNarrowed ? clear : undefined }
}

/** Team, owner, the side that has not spoken, and words: all in the address. */
export function RoadmapFilters() {
  const [query, setQuery] = useUrlQuery()
  const [text, setText] = useState(query.q ?? '')
  const settled = useSettled(text, 250)
  useEffect(() => {
    if (settled !== (query.q ?? '')) setQuery({ q: settled || undefined })
    // Only what was typed leads to the address; an address changed elsewhere does not come back.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [settled])

  return (
    <>
      <span className={css.search}>
        <TextField label="Find by title or key" labelHidden placeholder="Find" value={text} onChange={setText} />
        {text && <IconButton small label="Clear the search" icon={<IconX size={13} />} onClick={() => setText('')} />}
      </span>
      <TeamFilter value={query.team} onChange={(team) => setQuery({ team })} />
      <OwnerFilter value={query.owner} onChange={(owner) => setQuery({ owner })} />
      <FilterMenu
        label="Not yet said"
        any="Either way"
        choices={[
          { value: 'product', label: 'Product has not said the value' },
          { value: 'engineering', label: 'Engineering has not said the effort' },
        ]}
        value={query.silent}
        onChange={(silent) => setQuery({ silent })}
      />
    </>
  )
}
