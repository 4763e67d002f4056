import { IconDots } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { RecordPage } from '#commons/history/ui/embeds.tsx'
import { useMe, usePeople } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  Chip,
  Dialog,
  ErrorState,
  IconButton,
  LoadingState,
  Menu,
  Page,
  Row,
  Stack,
  toast,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { usePathParam } from '#platform/client/navigation.tsx'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Asking, Question } from '../contract.ts'
import { AnswerShown } from './answer.tsx'
import { productProjects, questions } from './api.ts'
import { AskPanel } from './ask-panel.tsx'
import { KIND_WORDS } from './words.ts'

import css from './questions.module.css'

/** One kept question: its answer as of now, what it is there for, and what it asked before. */
export default function QuestionPage() {
  const key = usePathParam('key')
  const { data, error, refetch } = useQuery(questions.get.queryOptions({ input: { key } }))
  if (data) return <Shown question={data} />
  if (error)
    return (
      <Page>
        <ErrorState title="This question is not here" message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
      </Page>
    )
  return <LoadingState like="page" />
}

function Shown({ question }: { question: Question }) {
  const { id, key, title, state, version, asking, projectId } = question
  const me = useMe()
  const [changed, setChanged] = useState<Asking>()
  const [showsVersions, setShowsVersions] = useState(false)
  const project = useQuery(productProjects.byName.queryOptions()).data?.find((one) => one.id === projectId)
  const mayChange = me !== undefined && isAtLeast(me.role, 'member')
  const rename = useMutation(questions.change.mutationOptions())
  const change = useMutation(
    questions.change.mutationOptions({
      onSuccess: () => {
        setChanged(undefined)
        toast({ message: `${key} asks anew.` })
      },
    }),
  )
  useKey('e', 'Change what it asks', () => setChanged(asking), mayChange && !changed)

  return (
    <RecordPage
      record={{
        id,
        key,
        type: 'question',
        title,
        state,
        stateGroup: state === 'retired' ? 'dropped' : 'active',
        version,
      }}
      {...(mayChange ? { onRename: (next: string) => rename.mutate({ key, title: next }) } : {})}
      renameError={fieldErrors(rename.error).title ?? refusalOf(rename.error)}
      state={
        <Row gap="tight">
          <Chip>{KIND_WORDS[asking.kind].label}</Chip>
          {state === 'retired' && <Chip>Retired</Chip>}
        </Row>
      }
      actions={
        mayChange && (
          <Actions question={question} onChange={() => setChanged(asking)} onVersions={() => setShowsVersions(true)} />
        )
      }
      properties={[
        { label: 'Product', value: project?.name ?? 'Removed' },
        { label: 'Kind', value: KIND_WORDS[asking.kind].asks },
      ]}
    >
      {changed ? (
        <Stack>
          <Row>
            <Button
              kind="primary"
              busy={change.isPending}
              disabled={JSON.stringify(changed) === JSON.stringify(asking)}
              onClick={() => change.mutate({ key, asking: changed, seenAt: question.editedAt })}
            >
              Keep the change
            </Button>
            <Button kind="quiet" onClick={() => setChanged(undefined)}>
              Cancel
            </Button>
            {change.error && <span role="alert">{refusalOf(change.error)}</span>}
          </Row>
          <AskPanel projectId={projectId} asking={changed} onChange={setChanged} />
        </Stack>
      ) : (
        <AnswerOf question={question} />
      )}
      <Dialog open={showsVersions} onClose={() => setShowsVersions(false)} title="What it asked" size="wide">
        <Versions
          question={question}
          mayChange={mayChange}
          onTake={(next) => (setChanged(next), setShowsVersions(false))}
        />
      </Dialog>
    </RecordPage>
  )
}

function AnswerOf({ question: { key, projectId } }: { question: Question }) {
  const result = useQuery(questions.answer.queryOptions({ input: { key } }))
  return <AnswerShown projectId={projectId} result={result} />
}

type ActionsProps = { question: Question; onChange: () => void; onVersions: () => void }

function Actions({ question: { key, title, state }, onChange, onVersions }: ActionsProps) {
  const bringBack = useMutation(
    questions.bringBack.mutationOptions({ onSuccess: () => toast({ message: `${title} is in use again.` }) }),
  )
  const retire = useMutation(
    questions.retire.mutationOptions({
      onSuccess: () => toast({ message: `${title} is retired.`, undo: () => bringBack.mutate({ key }) }),
    }),
  )
  return (
    <Menu
      trigger={<IconButton small label="What can be done" icon={<IconDots size={16} />} />}
      items={[
        { label: 'Change what it asks', keyHint: 'e', run: onChange },
        { label: 'What it asked before', run: onVersions },
        'line',
        state === 'retired'
          ? { label: 'Take into use again', run: () => bringBack.mutate({ key }) }
          : { label: 'Retire the question', detail: 'It can be brought back.', run: () => retire.mutate({ key }) },
      ]}
    />
  )
}

type VersionsProps = { question: Question; mayChange: boolean; onTake: (asking: Asking) => void }

const momentFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function Versions({ question, mayChange, onTake }: VersionsProps) {
  const { byId } = usePeople()
  const { data, error } = useQuery(questions.versions.queryOptions({ input: { key: question.key, limit: 50 } }))
  if (error) return <ErrorState message={refusalOf(error) ?? ''} />
  if (!data) return <LoadingState like="list" rows={3} />
  return (
    <ol className={css.versions}>
      {data.items.map((version, i) => (
        <li key={version.number}>
          <p>{version.says}</p>
          <span>
            {byId.get(version.byId)?.name ?? 'Somebody'}, {momentFormat.format(version.at)}
          </span>
          {mayChange && i > 0 && (
            <Button small kind="quiet" onClick={() => onTake(version.asking)}>
              Begin from this one
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}
