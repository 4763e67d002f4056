import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonMark, When } from '#commons/people/ui/embeds.tsx'
import { useMe } from '#commons/people/ui/embeds.tsx'
import { Signoffs } from '#commons/signoffs/ui/embeds.tsx'
import { Aside, Button, Panel, Row, Stack, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'
import { dayIn } from '#platform/time/days.ts'
import { useToday } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Declared, ReleaseDetail } from '../contract.ts'
import { releases } from './api.ts'
import { EffectChart } from './effect-chart.tsx'
import { EffectDialog } from './effect-dialog.tsx'
import { EffectForest } from './effect-forest.tsx'
import { EffectLine } from './effect-line.tsx'
import { MeanwhileList } from './meanwhile-list.tsx'
import { VerdictLine } from './verdict-line.tsx'

import css from './releases.module.css'

/** What it should change, who signed that, and, once it shipped, what it changed. */
export function EffectPanel({ release, mayEdit }: { release: ReleaseDetail; mayEdit: boolean }) {
  const [isDeclaring, setDeclaring] = useState(false)
  const { effect, state, declared, id, recordVersion, shippedBecause } = release
  const isPlanned = state === 'planned'
  return (
    <Panel
      title={isPlanned ? 'What it should change' : 'What it should change, and what it changed'}
      actions={
        mayEdit &&
        isPlanned && (
          <Button small kind={effect ? 'secondary' : 'primary'} onClick={() => setDeclaring(true)}>
            {effect ? 'Change it' : 'Declare an effect'}
          </Button>
        )
      }
    >
      <Stack>
        {effect ? (
          <>
            <EffectLine effect={effect} />
            <Row gap="tight">
              <Signoffs recordId={id} version={recordVersion} canSign={isPlanned} words={isPlanned} />
            </Row>
          </>
        ) : isPlanned ? (
          <p>
            Say before it ships which metric should move, which way, how far and by when. Both sides sign it. Afterwards
            everyone knows what came of it, without arguing about what was meant.
          </p>
        ) : (
          <p>No effect was declared before it shipped.</p>
        )}
        {shippedBecause && (
          <p className={css.because}>
            <b>{effect ? 'Shipped before both sides had signed:' : 'Shipped without:'}</b> {shippedBecause}
          </p>
        )}
        {declared.length > 1 && <Earlier declared={declared} />}
        {effect && release.shippedAt && <Moved release={release} effect={effect} mayEdit={mayEdit} />}
      </Stack>
      {isDeclaring && <EffectDialog release={release} onClose={() => setDeclaring(false)} />}
    </Panel>
  )
}

/** What was declared before, each with the reason for which it was changed. */
function Earlier({ declared }: { declared: Declared[] }) {
  return (
    <details className={css.earlier}>
      <summary>
        {declared.length === 2 ? 'It was changed once' : `It was changed ${declared.length - 1} times`} before shipping
      </summary>
      <ol className={css.declared}>
        {declared.map((one) => (
          <li key={one.revision}>
            <EffectLine effect={one} />
            <Aside>
              <PersonMark id={one.by} size={18} /> <When at={one.at} />
              {one.reason && <>: {one.reason}</>}
            </Aside>
          </li>
        ))}
      </ol>
    </details>
  )
}

function Moved({ release, effect, mayEdit }: { release: ReleaseDetail; effect: Declared; mayEdit: boolean }) {
  const me = useMe()
  const today = useToday()
  const { key, readings } = release
  const read = useMutation(
    releases.readAgain.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: releases.get.key() })
        toast({ message: 'It is read again, from the values recorded by now.' })
      },
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  // Only shipped ones are shown here.
  const shippedOn = dayIn(me?.workspace.timeZone ?? 'UTC', release.shippedAt!)
  const expected = readings.filter(({ role }) => role === 'expected')
  const ofWindow = expected.find(({ horizonDays }) => horizonDays === effect.windowDays)
  const latest = ofWindow ?? expected.at(-1)
  return (
    <Stack>
      {ofWindow && <VerdictLine reading={ofWindow} effect={effect} />}
      {effect.metric && (
        <EffectChart
          metricKey={effect.metric.key}
          releaseId={release.id}
          shippedOn={shippedOn}
          windowDays={effect.windowDays}
          until={today}
          reading={latest}
        />
      )}
      {readings.length > 0 ? (
        <EffectForest readings={readings} effect={effect} label={`What ${release.title} moved`} />
      ) : (
        <Aside>The first reading is made a week after shipping, once the values of that week are final.</Aside>
      )}
      {latest && (
        <div>
          <h3 className={css.groupName}>What else happened in these days</h3>
          <MeanwhileList reading={latest} />
        </div>
      )}
      {mayEdit && readings.length > 0 && (
        <Row>
          <Button small kind="quiet" busy={read.isPending} onClick={() => read.mutate({ key })}>
            Read again
          </Button>
        </Row>
      )}
    </Stack>
  )
}
