import { useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { Page, PageHead } from '#design/index.ts'
import { Slot } from '#platform/client/slots.tsx'

import { FirstSteps } from './first-steps.tsx'
import { LineToday } from './line-today.tsx'
import { NeedsMe } from './needs-me.tsx'
import { Recently } from './recently.tsx'

import css from './home.module.css'

const greeting = (hour: number) =>
  hour >= 18 || hour < 5 ? 'Good evening' : hour < 12 ? 'Good morning' : 'Good afternoon'

/** What needs me today, and whether the line holds. */
export default function HomePage() {
  const me = useMe()
  const [now] = useState(() => new Date())
  const first = me?.name.split(' ')[0]
  return (
    <Page width="wide">
      <PageHead
        above={now.toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long' })}
        title={first ? `${greeting(now.getHours())}, ${first}` : greeting(now.getHours())}
        purpose="What needs you today, how we stand, and how far the line holds."
      />
      <div className={css.columns}>
        <div className={css.column}>
          <FirstSteps />
          <NeedsMe />
          <Slot name="home.today" />
        </div>
        <div className={css.column}>
          <LineToday />
          <Slot name="home.aside" />
          <Recently />
        </div>
      </div>
    </Page>
  )
}
