import { useMutation, useQuery } from '@tanstack/react-query'

import { ErrorState, LoadingState, Panel, SegmentedControl, SideMark } from '#design/index.ts'
import type { Side } from '#platform/auth/identity.ts'
import { optimistically } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Discipline } from '../contract.ts'
import { people } from './api.ts'
import { usePeople } from './everyone.ts'
import { Line, Lines } from './lines.tsx'
import { disciplineWord } from './words.ts'

type Placed = { discipline: Discipline; side: Side | null }

const CHOICES: { value: Side | 'neither'; label: string }[] = [
  { value: 'product', label: 'Product' },
  { value: 'engineering', label: 'Engineering' },
  { value: 'neither', label: 'Neither' },
]

/** Which side each discipline stands on. Everyone who has it moves with it. */
export function SidesPanel({ isAdmin }: { isAdmin: boolean }) {
  const { all } = usePeople()
  const { data, error, refetch } = useQuery(people.sides.queryOptions())
  const place = useMutation(
    people.placeDiscipline.mutationOptions(
      optimistically(people.sides.key(), (cached: Placed[], placed: Placed) =>
        cached.map((one) => (one.discipline === placed.discipline ? placed : one)),
      ),
    ),
  )
  if (error)
    return <ErrorState message={refusalOf(error) ?? 'This could not be read.'} onRetry={() => void refetch()} />
  if (!data) return <LoadingState like="list" />
  return (
    <Panel>
      <Lines label="Disciplines and their sides">
        {data.map(({ discipline, side }) => {
          const count = all.filter((person) => person.discipline === discipline).length
          return (
            <Line
              key={discipline}
              about={disciplineWord(discipline)}
              detail={count === 0 ? 'Nobody yet' : count === 1 ? 'One person' : `${count} people`}
              acts={
                isAdmin ? (
                  <SegmentedControl
                    small
                    label={`Side of ${discipline}`}
                    choices={CHOICES}
                    value={side ?? 'neither'}
                    onChange={(to) => place.mutate({ discipline, side: to === 'neither' ? null : to })}
                  />
                ) : side ? (
                  <SideMark side={side} word />
                ) : (
                  'Neither'
                )
              }
            />
          )
        })}
      </Lines>
      {place.error && <p role="alert">{refusalOf(place.error)}</p>}
    </Panel>
  )
}
