import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  Dialog,
  EmptyState,
  ErrorState,
  Form,
  LoadingState,
  NothingFits,
  Page,
  PageHead,
  Pictures,
  SelectField,
  Stack,
  TextField,
  toast,
  VirtualTable,
  type Column,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { useGo, useUrlQuery } from '#platform/client/navigation.tsx'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import { type Asking, type Kind, KINDS, type Question } from '../contract.ts'
import { productProjects, questions } from './api.ts'
import { AskPanel, NoProduct } from './ask-panel.tsx'
import { KIND_WORDS } from './words.ts'

import css from './questions.module.css'

/** The kept questions; `?ask=` puts one together, `?product=` says of which product's events. */
export default function QuestionsPage() {
  const [query, setQuery] = useUrlQuery()
  const projects = useQuery(productProjects.byName.queryOptions())
  const ask = () => setQuery({ ask: 'trends' })
  const isAsking = query.ask !== undefined
  useKey('c', 'Ask a question', ask, !isAsking && (projects.data?.length ?? 0) > 0)
  const project = projects.data?.find(({ id }) => id === query.product) ?? projects.data?.[0]
  return (
    <Page width={isAsking ? 'full' : 'wide'}>
      <PageHead
        title={isAsking ? 'Ask a question' : 'Questions'}
        purpose={
          isAsking
            ? 'Every change is answered at once. What is worth keeping gets a page of its own.'
            : 'What users do, asked of the events that your products send. Both sides see the same answer.'
        }
        actions={
          isAsking ? (
            <Button kind="quiet" onClick={() => setQuery({ ask: undefined, product: undefined })}>
              All questions
            </Button>
          ) : (
            project && (
              <Button kind="primary" keyHint="c" icon={<IconPlus size={16} />} onClick={ask}>
                Ask a question
              </Button>
            )
          )
        }
      />
      {projects.error ? (
        <ErrorState message={refusalOf(projects.error) ?? ''} onRetry={() => void projects.refetch()} />
      ) : !projects.data ? (
        <LoadingState like="list" />
      ) : !project ? (
        <NoProduct />
      ) : isAsking ? (
        <Stack>
          {projects.data.length > 1 && (
            <div className={css.product}>
              <SelectField
                label="Product"
                choices={projects.data.map(({ id, name }) => ({ value: id as string, label: name }))}
                value={project.id as string}
                onChange={(product) => setQuery({ product, ask: 'trends' })}
              />
            </div>
          )}
          <AskPanel
            key={project.id}
            projectId={project.id}
            asking={askingFrom(query.ask)}
            onChange={(asking) => setQuery({ ask: JSON.stringify(asking), product: project.id })}
            actions={(asking) => <Keep projectId={project.id} asking={asking} />}
          />
        </Stack>
      ) : (
        <Kept onAsk={ask} />
      )}
    </Page>
  )
}

/** What the address asks; a trend where it cannot be read. */
function askingFrom(text: string | undefined): Asking | Kind {
  const kind = KINDS.find((one) => one === text)
  if (kind) return kind
  try {
    const asked = JSON.parse(text ?? '') as Partial<Asking> | null
    // The server says what of the rest cannot be asked.
    return KINDS.some((one) => one === asked?.kind) ? (asked as Asking) : 'trends'
  } catch {
    return 'trends'
  }
}

function Keep({ projectId, asking }: { projectId: string; asking: Asking }) {
  const me = useMe()
  const go = useGo()
  const [isOpen, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const save = useMutation(
    questions.save.mutationOptions({
      onSuccess: ({ key }) => {
        toast({ message: `${key} is kept.` })
        go(`/questions/${key}`)
      },
    }),
  )
  const mayKeep = me !== undefined && isAtLeast(me.role, 'member')
  useKey('s', 'Keep the question', () => setOpen(true), mayKeep)
  if (!mayKeep) return null
  return (
    <>
      <Button kind="primary" small keyHint="s" onClick={() => setOpen(true)}>
        Keep it
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title="Keep the question">
        <Form
          submit="Keep it"
          busy={save.isPending}
          refusal={fieldErrors(save.error).title ? undefined : refusalOf(save.error)}
          cancel={{ label: 'Cancel', run: () => setOpen(false) }}
          onSubmit={() => save.mutate({ projectId: projectId as never, asking, title })}
        >
          <TextField
            label="What do you want to know?"
            placeholder="How many new couriers plan a second route?"
            required
            value={title}
            onChange={setTitle}
            error={fieldErrors(save.error).title}
          />
        </Form>
      </Dialog>
    </>
  )
}

const keyOf = ({ id }: Question) => id
const COLUMNS: Column<Question>[] = [
  { id: 'title', head: 'Question', cell: ({ title }) => title, width: 'minmax(200px, 2fr)' },
  { id: 'kind', head: 'Kind', cell: ({ asking }) => KIND_WORDS[asking.kind].label, width: '110px' },
  { id: 'says', head: 'What it asks', cell: ({ says }) => says, width: 'minmax(240px, 3fr)', wideOnly: true },
  { id: 'key', head: 'Key', cell: ({ key }) => key, width: '90px', wideOnly: true },
]

function Kept({ onAsk }: { onAsk: () => void }) {
  const go = useGo()
  const [query, setQuery] = useUrlQuery()
  const kind = KINDS.find((one) => one === query.kind)
  const isRetired = query.show === 'retired'
  const search = query.search ?? ''
  const list = useInfiniteQuery(
    questions.list.infiniteOptions({
      input: (after: string | undefined) => ({
        limit: 60,
        retired: isRetired,
        ...(kind ? { kind } : {}),
        ...(search ? { search } : {}),
        ...(after ? { after: after as Question['id'] } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  )
  const shown = list.data?.pages.flatMap(({ items }) => items) ?? []
  const isNarrowed = kind !== undefined || search !== '' || isRetired
  if (list.error) return <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingState like="list" />
  if (shown.length === 0 && !isNarrowed) {
    return (
      <EmptyState
        picture={<Pictures.Chart />}
        title="Keep the questions that you ask again and again"
        brings="How many people come, how far they get, who comes back: a kept question has a page, comments and its place on the line, and its answer is always today's."
        start={
          <Button kind="primary" keyHint="c" onClick={onAsk}>
            Ask the first question
          </Button>
        }
      />
    )
  }
  return (
    <Stack>
      <div className={css.narrow}>
        <TextField
          label="Find a question"
          labelHidden
          type="search"
          placeholder="Find a question"
          value={search}
          onChange={(text) => setQuery({ search: text || undefined })}
        />
        <SelectField
          label="Kind"
          labelHidden
          placeholder="Every kind"
          choices={KINDS.map((value) => ({ value, label: KIND_WORDS[value].label }))}
          value={kind}
          onChange={(next) => setQuery({ kind: next })}
          onClear={() => setQuery({ kind: undefined })}
        />
        <SelectField
          label="State"
          labelHidden
          choices={[
            { value: 'use', label: 'In use' },
            { value: 'retired', label: 'Retired' },
          ]}
          value={isRetired ? 'retired' : 'use'}
          onChange={(next) => setQuery({ show: next === 'retired' ? 'retired' : undefined })}
        />
      </div>
      {shown.length === 0 ? (
        <NothingFits
          what="No question fits."
          onClear={() => setQuery({ kind: undefined, search: undefined, show: undefined })}
        />
      ) : (
        <VirtualTable
          label="Questions"
          items={shown}
          keyOf={keyOf}
          columns={COLUMNS}
          onOpen={({ key }) => go(`/questions/${key}`)}
          onEnd={() => list.hasNextPage && void list.fetchNextPage()}
          loadingMore={list.isFetchingNextPage}
        />
      )}
    </Stack>
  )
}
