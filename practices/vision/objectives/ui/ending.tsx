import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import {
  Aside,
  Button,
  Checkbox,
  Form,
  NumberField,
  Panel,
  Row,
  Stack,
  TextArea,
  TextField,
  toast,
} from '#design/index.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Objective } from '../contract.ts'
import { cycleOf, nextCycle } from '../cycles/rules.ts'
import type { KeyResult } from '../key-results/contract.ts'
import { keyResults, objectives, refreshObjectives } from './api.ts'
import { figureOf, gradeFigure, promiseOf } from './words.ts'

import css from './objectives.module.css'

/** The end of the cycle: grade each key result or take it along, say what was learned, and finish. */
export function Ending({ objective }: { objective: Objective }) {
  const go = useGo()
  const { id, cycle } = objective
  const open = objective.keyResults.filter((one) => one.grade === null && !one.rolledTo)
  const [chosen, setChosen] = useState<string[]>([])
  const [learned, setLearned] = useState('')
  const next = cycleOf(nextCycle(cycle))?.name
  const rollOver = useMutation(
    objectives.rollOver.mutationOptions({
      onSuccess: ({ key }) => {
        refreshObjectives()
        setChosen([])
        toast({ message: `They go on in ${key}.`, action: { label: 'Open', run: () => go(`/objectives/${key}`) } })
      },
    }),
  )
  const finish = useMutation(
    objectives.finish.mutationOptions({
      onSuccess: ({ key, grade }) => {
        refreshObjectives()
        toast({ message: grade === null ? `${key} is finished.` : `${key} is finished at ${gradeFigure(grade, 2)}.` })
      },
    }),
  )
  const picked = open.filter((one) => chosen.includes(one.id))
  const refusal = refusalOf(rollOver.error)
  return (
    <Panel title="Grade it, or take it along">
      <Stack>
        <ul className={css.grades}>
          {objective.keyResults.map((one) => (
            <GradeRow
              key={one.id}
              keyResult={one}
              isChosen={chosen.includes(one.id)}
              onChoose={(isOn) => setChosen(isOn ? [...chosen, one.id] : chosen.filter((other) => other !== one.id))}
            />
          ))}
        </ul>
        {open.length > 0 && (
          <Row gap="tight">
            <Button
              disabled={picked.length === 0}
              busy={rollOver.isPending}
              onClick={() => rollOver.mutate({ id, keyResultIds: picked.map((one) => one.id) })}
            >
              Take {picked.length || 'the chosen'} along into {next ?? 'the next cycle'}
            </Button>
            <Aside>They begin where they stand, and both owners accept them anew.</Aside>
          </Row>
        )}
        {refusal && <p role="alert">{refusal}</p>}
        {open.length === 0 && (
          <Form
            onSubmit={() => finish.mutate({ id, learned })}
            submit="Finish the objective"
            busy={finish.isPending}
            refusal={refusalOf(finish.error)}
          >
            <TextArea label="What did we learn?" minRows={2} value={learned} onChange={setLearned} />
          </Form>
        )}
      </Stack>
    </Panel>
  )
}

type GradeRowProps = { keyResult: KeyResult; isChosen: boolean; onChoose: (isOn: boolean) => void }

function GradeRow({ keyResult, isChosen, onChoose }: GradeRowProps) {
  const { id, key, title, value, grade, suggestedGrade, rolledTo, reachedAt } = keyResult
  const [given, setGiven] = useState<number | undefined>(grade ?? suggestedGrade)
  const [note, setNote] = useState(keyResult.gradeNote)
  const give = useMutation(keyResults.grade.mutationOptions({ onSuccess: refreshObjectives }))
  const errors = fieldErrors(give.error)
  const refusal = Object.keys(errors).length > 0 ? undefined : refusalOf(give.error)
  return (
    <li className={css.gradeRow}>
      <div>
        <span className={css.key}>{key}</span> {title}
        <p className={css.faint}>
          {value === null ? 'No value' : figureOf(value, keyResult)}, {promiseOf(keyResult)}. The numbers suggest{' '}
          {gradeFigure(suggestedGrade)}.
        </p>
      </div>
      {rolledTo ? (
        <Aside>Goes on as {rolledTo.key}</Aside>
      ) : (
        <div className={css.gradeFields}>
          <NumberField
            label={`Grade of ${key}`}
            labelHidden
            min={0}
            max={1}
            step={0.1}
            digits={1}
            value={given}
            onChange={setGiven}
            error={errors.grade}
          />
          <TextField
            label={`Why this grade for ${key}`}
            labelHidden
            placeholder="Why"
            value={note}
            onChange={setNote}
            error={errors.note}
          />
          <Button
            small
            busy={give.isPending}
            disabled={given === undefined}
            onClick={() => given !== undefined && give.mutate({ id, grade: given, note })}
          >
            {grade === null ? 'Grade' : 'Grade again'}
          </Button>
          {grade === null && reachedAt === null && (
            <Checkbox label="Take it along" checked={isChosen} onChange={onChoose} />
          )}
          {grade !== null && <Aside>Graded {gradeFigure(grade)}</Aside>}
        </div>
      )}
      {refusal && <p role="alert">{refusal}</p>}
    </li>
  )
}
