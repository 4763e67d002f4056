import { IconDots, IconLock, IconPlus, IconStar, IconStarFilled } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { Checkbox, Dialog, Form, IconButton, Menu, type MenuItem, TextField, toast } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { WorkView } from '../views/contract.ts'
import { workViews } from './api.ts'
import { isSameView, type ViewState } from './view-state.ts'

import css from './work.module.css'

/** What everybody has without saving it. */
const BUILT_IN: { name: string; query: Record<string, string> }[] = [
  { name: 'All work', query: {} },
  { name: 'My work', query: { assignee: 'me' } },
  { name: 'Unlinked', query: { under: 'none' } },
  { name: 'Waiting', query: { waiting: 'yes', closed: '0' } },
]

const refresh = () => void queryClient.invalidateQueries({ queryKey: workViews.mine.key() })
const refused = (error: unknown) => void toast({ message: refusalOf(error) ?? '', kind: 'refused' })

/** Saved ways of looking, favourites first; what is shown now can be kept under a name. */
export function Views({ state }: { state: ViewState }) {
  const { data: saved = [] } = useQuery(workViews.mine.queryOptions({ staleTime: 5 * 60_000 }))
  const [naming, setNaming] = useState<WorkView | 'new'>()
  const isShown = (query: Record<string, string>) => isSameView(query, state.kept)
  const isKept = [...BUILT_IN, ...saved].some(({ query }) => isShown(query))
  const shownView = saved.find(({ query }) => isShown(query))
  return (
    <nav className={css.views} aria-label="Views">
      {BUILT_IN.map(({ name, query }) => (
        <button
          key={name}
          type="button"
          className={css.pill}
          data-on={isShown(query) || undefined}
          aria-current={isShown(query)}
          onClick={() => state.show(query)}
        >
          {name}
        </button>
      ))}
      {saved.map((view) => (
        <button
          key={view.id}
          type="button"
          className={css.pill}
          data-on={isShown(view.query) || undefined}
          aria-current={isShown(view.query)}
          title={view.isShared ? 'Everybody sees this view' : 'Only you see this view'}
          onClick={() => state.show(view.query)}
        >
          {view.isFavourite && <IconStarFilled size={12} aria-label="Favourite" />}
          {!view.isShared && <IconLock size={12} aria-label="Yours alone" />}
          {view.name}
        </button>
      ))}
      {shownView && <ViewActs view={shownView} onRename={() => setNaming(shownView)} />}
      {!isKept && (
        <button type="button" className={css.pill} onClick={() => setNaming('new')}>
          <IconPlus size={13} />
          Save this view
        </button>
      )}
      {!isKept && <SaveInto saved={saved} kept={state.kept} />}
      {naming && (
        <NameView view={naming === 'new' ? undefined : naming} kept={state.kept} onClose={() => setNaming(undefined)} />
      )}
    </nav>
  )
}

function useMayChange() {
  const me = useMe()
  return (view: WorkView) => me !== undefined && (view.ownerId === me.id || me.role === 'admin')
}

function ViewActs({ view, onRename }: { view: WorkView; onRename: () => void }) {
  const mayChange = useMayChange()(view)
  const save = useMutation(workViews.save.mutationOptions({ onSuccess: refresh, onError: refused }))
  const favour = useMutation(workViews.favour.mutationOptions({ onSuccess: refresh, onError: refused }))
  const remove = useMutation(
    workViews.remove.mutationOptions({
      onSuccess: () => {
        refresh()
        toast({
          message: `The view “${view.name}” is gone.`,
          undo: () => save.mutate({ name: view.name, query: view.query, isShared: view.isShared }),
        })
      },
      onError: refused,
    }),
  )
  const items: MenuItem[] = [
    {
      label: view.isFavourite ? 'No longer a favourite' : 'Make it a favourite',
      icon: view.isFavourite ? <IconStarFilled size={15} /> : <IconStar size={15} />,
      run: () => favour.mutate({ id: view.id, isFavourite: !view.isFavourite }),
    },
    ...(mayChange
      ? [
          { label: 'Rename or share…', run: onRename },
          'line' as const,
          { label: 'Remove the view', danger: true, run: () => remove.mutate({ id: view.id }) },
        ]
      : []),
  ]
  return (
    <Menu
      align="start"
      items={items}
      trigger={<IconButton small label={`What to do with “${view.name}”`} icon={<IconDots size={15} />} />}
    />
  )
}

/** Puts what is shown now into a view that is there already. */
function SaveInto({ saved, kept }: { saved: WorkView[]; kept: Record<string, string> }) {
  const mayChange = useMayChange()
  const edit = useMutation(workViews.edit.mutationOptions({ onSuccess: refresh, onError: refused }))
  const own = saved.filter(mayChange)
  if (own.length === 0) return null
  return (
    <Menu
      align="start"
      items={[
        { heading: 'Show from now on what is shown here' },
        ...own.map((view) => ({ label: view.name, run: () => edit.mutate({ id: view.id, query: kept }) })),
      ]}
      trigger={<IconButton small label="Put this into a saved view" icon={<IconDots size={15} />} />}
    />
  )
}

function NameView({
  view,
  kept,
  onClose,
}: {
  view: WorkView | undefined
  kept: Record<string, string>
  onClose: () => void
}) {
  const me = useMe()
  const [name, setName] = useState(view?.name ?? '')
  const [isShared, setShared] = useState(view?.isShared ?? false)
  const done = { onSuccess: () => (refresh(), onClose()) }
  const save = useMutation(workViews.save.mutationOptions(done))
  const edit = useMutation(workViews.edit.mutationOptions(done))
  const { error, isPending } = view ? edit : save
  const submit = () =>
    view ? edit.mutate({ id: view.id, name, isShared }) : save.mutate({ name, query: kept, isShared })
  return (
    <Dialog open onClose={onClose} title={view ? 'Rename or share the view' : 'Save this view'} size="small">
      <Form
        onSubmit={submit}
        submit={view ? 'Save' : 'Save the view'}
        busy={isPending}
        refusal={fieldErrors(error).name ? undefined : refusalOf(error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <TextField
          label="Name"
          required
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for this and nothing else
          autoFocus
          maxLength={60}
          value={name}
          onChange={setName}
          error={fieldErrors(error).name}
        />
        {me && isAtLeast(me.role, 'member') && (
          <Checkbox label="Everybody in the workspace sees it" checked={isShared} onChange={setShared} />
        )}
      </Form>
    </Dialog>
  )
}
