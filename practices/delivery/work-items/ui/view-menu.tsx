import { IconAdjustmentsHorizontal, IconLayoutKanban, IconList } from '@tabler/icons-react'

import { Button, Menu, type MenuItem, SegmentedControl } from '#design/index.ts'
import { useKey } from '#platform/client/keys.ts'

import { WORK_GROUPINGS, WORK_SORTS } from '../lists/contract.ts'
import { CLOSED_CHOICES, type ViewState } from './view-state.ts'
import { GROUPING_WORDS, SORT_WORDS } from './words.ts'

/** List or board, what groups it, what sorts it, and how far back closed work is shown. */
export function ViewMenu({ state }: { state: ViewState }) {
  const { view, setQuery } = state
  const flip = () => setQuery({ layout: view.layout === 'list' ? 'board' : undefined })
  useKey('b', 'List or board', flip)
  const groupings = WORK_GROUPINGS.filter((by) => view.layout === 'list' || by !== 'none')
  const items: MenuItem[] = [
    { heading: 'Group by' },
    ...groupings.map((by) => ({
      label: GROUPING_WORDS[by],
      checked: view.groupBy === by,
      run: () => setQuery({ group: by === 'state' ? undefined : by }),
    })),
    { heading: 'Sort by' },
    ...WORK_SORTS.map((sort) => ({
      label: SORT_WORDS[sort],
      checked: view.sort === sort,
      run: () => setQuery({ sort: sort === 'manual' ? undefined : sort, order: undefined }),
    })),
    ...(view.sort === 'manual'
      ? []
      : [
          {
            label: 'The other way round',
            checked: view.reverse,
            run: () => setQuery({ order: view.reverse ? undefined : 'reverse' }),
          },
        ]),
    { heading: 'Closed work' },
    ...CLOSED_CHOICES.map(({ value, label }) => ({
      label,
      checked: view.closed === value,
      run: () => setQuery({ closed: value === '14' ? undefined : value }),
    })),
  ]
  return (
    <>
      <Menu
        items={items}
        trigger={
          <Button small icon={<IconAdjustmentsHorizontal size={15} />}>
            Display
          </Button>
        }
      />
      <SegmentedControl
        label="How it is shown"
        small
        iconsOnly
        choices={[
          { value: 'list', label: 'List', icon: <IconList size={16} /> },
          { value: 'board', label: 'Board', icon: <IconLayoutKanban size={16} /> },
        ]}
        value={view.layout}
        onChange={flip}
      />
    </>
  )
}
