import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonMark, useMe, When } from '#commons/people/ui/embeds.tsx'
import { RecordText } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Row, SideMark, Stack, toast } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { InitiativeDetail } from '../contract.ts'
import type { Feasibility } from '../feasibility/contract.ts'
import { effortInWords } from '../rules.ts'
import { initiatives } from './api.ts'
import { refreshRoadmap } from './board-state.ts'
import { FeasibilityForm } from './feasibility-form.tsx'
import { CONFIDENCE_WORDS, DATE_RISK_WORDS, hoursInWords } from './words.ts'

import css from './initiatives.module.css'

/** The engineering half: what it takes. An empty outline until engineering has spoken. */
export function EngineeringSays({ initiative }: { initiative: InitiativeDetail }) {
  const me = useMe()
  const [isEditing, setEditing] = useState(false)
  const { feasibility, column, feasibilityAskedAt } = initiative
  const isOver = column === 'done' || column === 'dropped'
  const isMember = me !== undefined && isAtLeast(me.role, 'member') && !isOver
  const maySay = isMember && me.side === 'engineering'
  const isSilent = feasibility === null
  return (
    <section className={css.side} data-side="engineering" data-silent={(isSilent && !isEditing) || undefined}>
      <h2 className={css.sideTitle}>
        <SideMark side="engineering" missing={isSilent} /> Engineering says
        {!isSilent && maySay && !isEditing && (
          <Button small kind="quiet" onClick={() => setEditing(true)}>
            Change
          </Button>
        )}
      </h2>
      {isEditing ? (
        <FeasibilityForm initiative={initiative} onClose={() => setEditing(false)} />
      ) : feasibility ? (
        <Said feasibility={feasibility} />
      ) : (
        <>
          <p className={css.silence}>Engineering has not said yet what it takes.</p>
          {maySay && (
            <Button kind="primary" small onClick={() => setEditing(true)}>
              Say what it takes
            </Button>
          )}
        </>
      )}
      {!isEditing && isMember && !maySay && <Ask initiative={initiative} />}
      {feasibilityAskedAt && (
        <Aside>
          Asked <When at={feasibilityAskedAt} />
        </Aside>
      )}
    </section>
  )
}

/** Asks for a feasibility, or for a new one after the value has changed. */
function Ask({ initiative }: { initiative: InitiativeDetail }) {
  const ask = useMutation(
    initiatives.askFeasibility.mutationOptions({
      onSuccess: () => {
        refreshRoadmap()
        toast({ message: 'Engineering is asked. You hear when they answer.' })
      },
    }),
  )
  if (initiative.feasibilityAskedAt) return null
  const refusal = refusalOf(ask.error)
  return (
    <>
      <Button
        small
        kind={initiative.feasibility ? 'quiet' : 'primary'}
        busy={ask.isPending}
        onClick={() => ask.mutate({ id: initiative.id })}
      >
        {initiative.feasibility ? 'Ask anew' : 'Ask for feasibility'}
      </Button>
      {refusal && <p role="alert">{refusal}</p>}
    </>
  )
}

function Said({ feasibility }: { feasibility: Feasibility }) {
  const { lowDays, highDays, confidence, dateRisk, dateRiskWhy, author, at, hours } = feasibility
  return (
    <Stack gap="tight">
      <p className={css.effortBig}>{effortInWords(lowDays, highDays)}</p>
      <Aside>Confidence {CONFIDENCE_WORDS[confidence].toLowerCase()}</Aside>
      <Part title="Technical requirements" text={feasibility.requirements} />
      <Part title="Constraints" text={feasibility.constraints} />
      <Part title="Unknowns" text={feasibility.unknowns} />
      <Part title="The date" text={[DATE_RISK_WORDS[dateRisk], dateRiskWhy].filter(Boolean).join('. ')} />
      <Row gap="tight">
        <PersonMark id={author} size={18} />
        <Aside>
          <When at={at} />
        </Aside>
      </Row>
      {hours !== null && <Aside>Answered {hoursInWords(hours)} after it was asked.</Aside>}
    </Stack>
  )
}

function Part({ title, text }: { title: string; text: string }) {
  if (!text) return null
  return (
    <div className={css.part}>
      <h3 className={css.partTitle}>{title}</h3>
      <RecordText text={text} />
    </div>
  )
}
