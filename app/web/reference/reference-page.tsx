import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useState } from 'react'

import { ErrorState, LoadingState, Logo, Page, PageHead, TextField } from '#design/index.ts'

import { found, groupsOf, type OpenApi } from './document.ts'
import { ProcedureEntry } from './procedure-entry.tsx'

import css from './reference.module.css'

const ADDRESS = '/api/v1/openapi.json'

async function readDocument(): Promise<OpenApi> {
  const answer = await fetch(ADDRESS)
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`)
  return (await answer.json()) as OpenApi // It is the server's own document, made from its contracts.
}

/** Every procedure of the API, from the document that the server makes of its contracts. Open to whoever can read that. */
export default function ReferencePage() {
  const { data, error, refetch } = useQuery({
    queryKey: ['openapi'],
    queryFn: readDocument,
    select: groupsOf,
    staleTime: Infinity,
  })
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text)
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([location.hash.slice(1)]))

  // The page is filled after the browser has looked for the place that the address names.
  useEffect(() => {
    if (data && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [data])

  const toggle = (id: string) => {
    const next = new Set(open)
    if (!next.delete(id)) {
      next.add(id)
      history.replaceState(history.state, '', `#${id}`)
    }
    setOpen(next)
  }
  const groups = data && found(data, wanted)
  const total = groups?.reduce((sum, { procedures }) => sum + procedures.length, 0) ?? 0
  return (
    <main className={css.frame}>
      <Page>
        <PageHead
          above={
            <a className={css.home} href="/">
              <Logo size={24} /> Throughline
            </a>
          }
          title="API reference"
          purpose="Everything that people can do here, a script can do too."
        />
        <p className={css.words}>
          Make a token under <b>Settings, API tokens</b>, and send it as <code>Authorization: Bearer …</code> to{' '}
          <code>{location.origin}/api/v1</code>. A command may carry an <code>Idempotency-Key</code>: sent again with
          the same key it gets its first answer and acts once. A list gives <code>next</code> while there is more; ask
          again with it as <code>after</code>. The same as a document for tools: <a href={ADDRESS}>OpenAPI 3.1</a>.
        </p>
        {error ? (
          <ErrorState message="The document of the API could not be read." onRetry={() => void refetch()} />
        ) : !groups ? (
          <LoadingState like="list" />
        ) : (
          <div className={css.columns}>
            <nav className={css.nav} aria-label="Features">
              {groups.map(({ name, procedures }) => (
                <a key={name} href={`#${placeOf(name)}`} className={css.entry}>
                  {name} <span className={css.count}>{procedures.length}</span>
                </a>
              ))}
            </nav>
            <div className={css.list}>
              <div className={css.search}>
                <TextField
                  label="Find a procedure"
                  labelHidden
                  type="search"
                  placeholder="Find by address, word or refusal"
                  icon={<IconSearch size={16} />}
                  value={text}
                  onChange={setText}
                />
                <p className={css.found} role="status">
                  {total === 1 ? 'One procedure' : `${total} procedures`}
                </p>
              </div>
              {total === 0 && <p>Nothing fits “{wanted}”.</p>}
              {groups.map(({ name, procedures }) => (
                <section key={name} className={css.group} aria-labelledby={placeOf(name)}>
                  <h2 id={placeOf(name)} className={css.name}>
                    {name}
                  </h2>
                  {procedures.map((procedure) => (
                    <ProcedureEntry
                      key={procedure.id}
                      procedure={procedure}
                      isOpen={open.has(procedure.id)}
                      onToggle={() => toggle(procedure.id)}
                    />
                  ))}
                </section>
              ))}
            </div>
          </div>
        )}
      </Page>
    </main>
  )
}

const placeOf = (name: string) => name.toLowerCase().replaceAll(' ', '-')
