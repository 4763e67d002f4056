import { IconFile, IconPaperclip, IconX } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { type DragEvent, useId, useState } from 'react'

import { useMe, When } from '#commons/people/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { Aside, Button, IconButton, ProgressBar, toast } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { StoredFile } from '../contract.ts'
import { isPicture, whyNotRemove } from '../rules.ts'
import { files } from './api.ts'
import { uploadFile } from './upload.ts'

import css from './files.module.css'

type Sending = { name: string; share: number }

/** The files at a record; more can be dropped on it or chosen. */
export function FilesOfRecord({ recordId }: { recordId: RecordId }) {
  const me = useMe()
  const mayAdd = me !== undefined && isAtLeast(me.role, 'contributor')
  const [sending, setSending] = useState<Sending[]>([])
  const [isOver, setOver] = useState(false)
  const fieldId = useId()
  const key = files.of.key({ input: { recordId } })
  const list = useInfiniteQuery(
    files.of.infiniteOptions({
      input: (after: string | undefined) => ({ recordId, limit: 20, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const send = async (chosen: File[]) => {
    for (const file of chosen) {
      const at = (share: number) =>
        setSending((now) => [...now.filter(({ name }) => name !== file.name), { name: file.name, share }])
      at(0)
      try {
        await uploadFile(file, { recordId, onProgress: at })
      } catch (error) {
        toast({ message: refusalOf(error) ?? '', kind: 'refused' })
      }
      setSending((now) => now.filter(({ name }) => name !== file.name))
    }
    await queryClient.invalidateQueries({ queryKey: key })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void send([...event.dataTransfer.files])
  }
  const shown = list.data?.pages.flatMap(({ items }) => items) ?? []
  const dropping = mayAdd
    ? {
        onDragOver: (event: DragEvent) => {
          event.preventDefault()
          setOver(true)
        },
        onDragLeave: () => setOver(false),
        onDrop: drop,
      }
    : {}
  return (
    <div className={css.files} data-over={isOver || undefined} {...dropping}>
      {shown.length > 0 && (
        <ul className={css.list}>
          {shown.map((file) => (
            <FileRow key={file.id} file={file} recordId={recordId} />
          ))}
        </ul>
      )}
      {sending.map(({ name, share }) => (
        <div key={name} className={css.sending}>
          <Aside>{name}</Aside>
          <ProgressBar value={share} label={`Sending ${name}`} />
        </div>
      ))}
      {list.hasNextPage && (
        <Button small kind="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more files
        </Button>
      )}
      {mayAdd && (
        <>
          <input
            id={fieldId}
            type="file"
            multiple
            className="said-only"
            aria-label="Attach files"
            tabIndex={-1}
            onChange={(event) => {
              void send([...(event.currentTarget.files ?? [])])
              event.currentTarget.value = ''
            }}
          />
          <Button
            small
            kind="quiet"
            icon={<IconPaperclip size={15} />}
            onClick={() => document.getElementById(fieldId)?.click()}
          >
            {isOver ? 'Drop to attach' : 'Attach files'}
          </Button>
        </>
      )}
      {!mayAdd && shown.length === 0 && !list.isPending && <Aside>No files.</Aside>}
    </div>
  )
}

const sizeWords = (bytes: number) =>
  bytes < 1024
    ? `${bytes} bytes`
    : bytes < 2 ** 20
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 2 ** 20).toLocaleString(undefined, { maximumFractionDigits: 1 })} MB`

function FileRow({ file, recordId }: { file: StoredFile; recordId: RecordId }) {
  const me = useMe()
  const remove = useMutation(
    files.remove.mutationOptions({
      onSuccess: () => toast({ message: `${file.name} is removed.` }),
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
      onSettled: () => queryClient.invalidateQueries({ queryKey: files.of.key({ input: { recordId } }) }),
    }),
  )
  const [isSure, setSure] = useState(false)
  return (
    <li className={css.file}>
      {/* Not the router's own link: the server answers this address. */}
      <a href={file.path} target="_blank" rel="noreferrer" className={css.link}>
        {isPicture(file.type) ? (
          <img className={css.thumb} src={file.path} alt="" loading="lazy" />
        ) : (
          <span className={css.thumb}>
            <IconFile size={18} stroke={1.5} />
          </span>
        )}
        <span className={css.words}>
          <span className={css.name}>{file.name}</span>
          <Aside>
            {sizeWords(file.size)} · <When at={file.at} />
          </Aside>
        </span>
      </a>
      {me &&
        isAtLeast(me.role, 'contributor') &&
        !whyNotRemove(file, me) &&
        (isSure ? (
          <Button small kind="danger" busy={remove.isPending} onClick={() => remove.mutate({ id: file.id })}>
            Remove
          </Button>
        ) : (
          <IconButton small label={`Remove ${file.name}`} icon={<IconX size={14} />} onClick={() => setSure(true)} />
        ))}
    </li>
  )
}
