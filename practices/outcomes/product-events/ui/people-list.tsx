import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { When } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  Chip,
  Dialog,
  EmptyState,
  ErrorState,
  LoadingState,
  NothingFits,
  Panel,
  Pictures,
  Row,
  Stack,
  TextField,
  toast,
} from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { ProductPerson } from '../people/contract.ts'
import type { ProductProject } from '../projects/contract.ts'
import { productPeople } from './api.ts'

import css from './product-events.module.css'

/** The known people of a product. An admin takes everything of one out, or deletes it. */
export function PeopleList({ project, isAdmin }: { project: ProductProject; isAdmin: boolean }) {
  const [query, setQuery] = useUrlQuery()
  const [erasing, setErasing] = useState<ProductPerson>()
  const text = query.who ?? ''
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    productPeople.list.infiniteOptions({
      input: (after: string | undefined) => ({
        projectId: project.id,
        limit: 30,
        ...(text ? { text } : {}),
        ...(after ? { after } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const found = data?.pages.flatMap((page) => page.items)
  return (
    <Stack>
      <TextField
        label="Find a person"
        labelHidden
        type="search"
        placeholder="Find by id, mail address or any property"
        value={text}
        onChange={(who) => setQuery({ who: who || undefined })}
      />
      {error ? (
        <ErrorState message={refusalOf(error) ?? 'The people could not be read.'} onRetry={() => void refetch()} />
      ) : !found ? (
        <LoadingState like="list" />
      ) : found.length === 0 ? (
        text ? (
          <NothingFits what="Nobody has that in an id or a property." onClear={() => setQuery({ who: undefined })} />
        ) : (
          <EmptyState
            picture={<Pictures.People />}
            title="Nobody is known yet"
            brings="Visitors count from their first event. They become known here when your product says who they are: identify, alias, or a property set."
          />
        )
      ) : (
        found.map((person) => (
          <OnePerson
            key={person.id}
            project={project}
            person={person}
            isAdmin={isAdmin}
            onErase={() => setErasing(person)}
          />
        ))
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
      {erasing && <ErasePerson project={project} person={erasing} onClose={() => setErasing(undefined)} />}
    </Stack>
  )
}

const nameOf = ({ properties, distinctIds, id }: ProductPerson) =>
  [properties.name, properties.email, distinctIds.at(-1), id].find(
    (one) => typeof one === 'string' && one !== '',
  ) as string

type OnePersonProps = { project: ProductProject; person: ProductPerson; isAdmin: boolean; onErase: () => void }

function OnePerson({ project, person, isAdmin, onErase }: OnePersonProps) {
  const [isBusy, setIsBusy] = useState(false)
  const takeOut = async () => {
    setIsBusy(true)
    try {
      await saveWhole(project, person)
    } catch (error) {
      toast({ kind: 'refused', message: refusalOf(error) ?? 'It could not be read.' })
    }
    setIsBusy(false)
  }
  return (
    <Panel
      plain
      title={nameOf(person)}
      actions={
        isAdmin && (
          <Row gap="tight">
            <Button small kind="quiet" busy={isBusy} onClick={() => void takeOut()}>
              Export
            </Button>
            <Button small kind="danger" onClick={onErase}>
              Delete
            </Button>
          </Row>
        )
      }
    >
      <Stack gap="tight">
        <Row gap="tight">
          {person.isIdentified && <Chip>Identified</Chip>}
          <span className={css.quiet}>
            changed <When at={person.changedAt} />
          </span>
        </Row>
        <span className={`${css.quiet} ${css.wrap}`}>{person.distinctIds.join(', ')}</span>
        {Object.keys(person.properties).length > 0 && (
          <details>
            <summary>
              {Object.keys(person.properties).length === 1
                ? 'One property'
                : `${Object.keys(person.properties).length} properties`}
            </summary>
            <pre className={`${css.code} ${css.wrap}`}>{JSON.stringify(person.properties, null, 2)}</pre>
          </details>
        )}
      </Stack>
    </Panel>
  )
}

/** Reads page after page, then hands one file over. */
async function saveWhole(project: ProductProject, { id }: ProductPerson) {
  const events: unknown[] = []
  let after: string | undefined
  let person: unknown
  do {
    const part = await productPeople.export.call({ projectId: project.id, id, ...(after ? { after } : {}) })
    person = part.person
    events.push(...part.items)
    after = part.next
  } while (after)
  const url = URL.createObjectURL(new Blob([JSON.stringify({ person, events }, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `person-${id}.json`
  link.click()
  URL.revokeObjectURL(url)
}

function ErasePerson({
  project,
  person,
  onClose,
}: {
  project: ProductProject
  person: ProductPerson
  onClose: () => void
}) {
  const erase = useMutation(
    productPeople.erase.mutationOptions({
      onSuccess: () => {
        onClose()
        toast({ message: 'The person is gone. Their events follow within a minute.' })
      },
    }),
  )
  return (
    <Dialog open onClose={onClose} title="Delete this person?" size="small">
      <Stack>
        <p>
          All events of <b className={css.wrap}>{nameOf(person)}</b>, under every id, are deleted with what is known of
          them. It cannot be brought back, and figures that counted them change.
        </p>
        {erase.error && <p role="alert">{refusalOf(erase.error) ?? 'It was not deleted.'}</p>}
        <Row>
          <Button
            kind="danger"
            busy={erase.isPending}
            onClick={() => erase.mutate({ projectId: project.id, id: person.id })}
          >
            Delete person and events
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Keep
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}
