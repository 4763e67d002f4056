import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonMark, When } from '#commons/people/ui/embeds.tsx'
import { useMe } from '#commons/people/ui/embeds.tsx'
import { Signoffs } from '#commons/signoffs/ui/embeds.tsx'
import { Aside, Button, Panel, Row, Stack, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'
import { addDays, type Day, dayIn } from '#platform/time/days.ts'
import { MetricChart, useToday } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Declared, ReleaseDetail } from '../contract.ts'
import { windowsOf } from '../readings/rules.ts'
import { releases } from './api.ts'
import { EffectDialog } from './effect-dialog.tsx'
import { EffectLine } from './effect-line.tsx'
import { ReadingsTable } from './readings-table.tsx'
import ReleaseMarks from './release-marks.tsx'

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

const least = (a: Day, b: Day) => (a < b ? a : b)

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
  const { before, after } = windowsOf(shippedOn, effect.windowDays)
  const ofWindow = readings.find(({ role, horizonDays }) => role === 'expected' && horizonDays === effect.windowDays)
  const to = addDays(least(after.to, today), 2)
  return (
    <Stack>
      {effect.metric && (
        <MetricChart
          metricKey={effect.metric.key}
          from={addDays(before.from, -2)}
          to={to}
          windows={[
            { ...before, label: 'Before', mean: ofWindow?.before.mean ?? null },
            { from: after.from, to: least(after.to, to), label: 'After', mean: ofWindow?.after.mean ?? null },
          ]}
          marks={(scale) => (
            <ReleaseMarks from={addDays(before.from, -2)} to={to} scale={scale} ownIds={[release.id]} />
          )}
        />
      )}
      {readings.length > 0 ? (
        <ReadingsTable readings={readings} label={`What ${release.title} moved`} />
      ) : (
        <Aside>The first reading is made a week after shipping.</Aside>
      )}
      <Row>
        <Aside>
          Plain means of as many days before and after, without the day of shipping; ± is one standard deviation of the
          days. It does not say how often chance alone would do the same.
        </Aside>
        {mayEdit && readings.length > 0 && (
          <Button small kind="quiet" busy={read.isPending} onClick={() => read.mutate({ key })}>
            Read again
          </Button>
        )}
      </Row>
    </Stack>
  )
}
