import { useQuery } from '@tanstack/react-query'

import { When } from '#commons/people/ui/embeds.tsx'
import { Grid, Stack, Stat } from '#design/index.ts'

import type { IntakeDay } from '../contract.ts'
import type { ProductProject } from '../projects/contract.ts'
import { productEvents } from './api.ts'

import css from './product-events.module.css'

const LOOK_MS = 5_000
const DAY_MS = 86_400_000
const figure = (n: number) => n.toLocaleString()

/** How much comes in, day by day, and whether anything waits or was refused. */
export function IntakeFigures({ project }: { project: ProductProject }) {
  const { data } = useQuery(
    productEvents.intake.queryOptions({ input: { projectId: project.id, days: 30 }, refetchInterval: LOOK_MS }),
  )
  if (!data || data.days.length === 0) return null
  const days = everyDay(data.days)
  const today = days.at(-1)!
  const refused = days.reduce((sum, day) => sum + day.refused, 0)
  return (
    <Stack>
      <Grid least={150}>
        <Stat
          label="Today"
          value={figure(today.accepted)}
          detail={project.lastEventAt ? <When at={project.lastEventAt} /> : 'by UTC'}
        />
        <Stat
          label="In 30 days"
          value={figure(days.reduce((sum, day) => sum + day.accepted, 0))}
          detail="events taken in"
        />
        <Stat
          label="Refused"
          value={figure(refused)}
          detail={refused === 0 ? 'everything could be used' : 'in 30 days; see why below'}
        />
        <Stat
          label="On the way"
          value={figure(data.waiting)}
          detail={
            data.stuck > 0
              ? `${figure(data.stuck)} more were not accepted by the store`
              : data.isBehind
                ? 'kept safely; the store is behind'
                : 'into the store, within seconds'
          }
        />
      </Grid>
      <Days days={days} />
    </Stack>
  )
}

function Days({ days }: { days: IntakeDay[] }) {
  const most = Math.max(1, ...days.map((day) => day.accepted + day.refused))
  const share = (n: number) => `${(n / most) * 100}%`
  return (
    <div
      className={css.days}
      role="img"
      aria-label={`Events a day in the last 30 days, ${figure(days.at(-1)!.accepted)} today, at most ${figure(most)}`}
    >
      {days.map((day) => (
        <div
          key={day.day}
          className={css.day}
          title={`${day.day}: ${figure(day.accepted)} taken in, ${figure(day.repeated)} sent again, ${figure(day.refused)} refused`}
        >
          {day.refused > 0 && <div className={css.refused} style={{ height: share(day.refused) }} />}
          <div className={css.accepted} style={{ height: share(day.accepted) }} />
        </div>
      ))}
    </div>
  )
}

/** The last 30 days, also those without events. */
function everyDay(found: IntakeDay[]): IntakeDay[] {
  const of = new Map(found.map((day) => [day.day, day]))
  return Array.from({ length: 30 }, (_, i) => {
    const day = new Date(Date.now() - (29 - i) * DAY_MS).toISOString().slice(0, 10)
    return of.get(day) ?? { day, accepted: 0, repeated: 0, refused: 0 }
  })
}
