import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import {
  Button,
  Checkbox,
  Dialog,
  Form,
  NumberField,
  Panel,
  Row,
  Stack,
  TextArea,
  TextField,
  toast,
} from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { ProductProject } from '../projects/contract.ts'
import { productProjects } from './api.ts'

const linesIn = (text: string) =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean)

/** What is kept of a product's events, from where they may come, its key, and its end. */
export function ProjectSettings({ project }: { project: ProductProject }) {
  const [name, setName] = useState(project.name)
  const [origins, setOrigins] = useState(project.origins.join('\n'))
  const [denied, setDenied] = useState(project.deniedProperties.join('\n'))
  const [keepsIp, setKeepsIp] = useState(project.keepsIp)
  const [days, setDays] = useState(project.retentionDays ?? undefined)
  const edit = useMutation(
    productProjects.edit.mutationOptions({ onSuccess: () => toast({ message: 'It counts from now on.' }) }),
  )
  const errors = fieldErrors(edit.error)
  const nameError = errors.name ?? (refusalCode(edit.error) === 'NAME_TAKEN' ? refusalOf(edit.error) : undefined)
  const within = (field: string) =>
    Object.entries(errors).find(([at]) => at === field || at.startsWith(`${field}.`))?.[1]
  const isBeside = Object.keys(errors).length > 0 || nameError !== undefined
  return (
    <Stack gap="wide">
      <Panel title="What is kept">
        <Form
          submit="Save"
          busy={edit.isPending}
          refusal={edit.error && !isBeside ? refusalOf(edit.error) : undefined}
          onSubmit={() =>
            edit.mutate({
              id: project.id,
              name,
              origins: linesIn(origins),
              deniedProperties: linesIn(denied),
              keepsIp,
              retentionDays: days ?? null,
            })
          }
        >
          <TextField label="Name" value={name} onChange={setName} error={nameError} required />
          <TextArea
            label="Pages that may send"
            hint="One origin a line, such as https://app.example.com or https://*.example.com. Empty: every page. Servers and apps may always send."
            value={origins}
            onChange={setOrigins}
            error={within('origins')}
            minRows={2}
          />
          <TextArea
            label="Properties that are never kept"
            hint="One name a line; a star at the end stands for anything. They are dropped before anything is stored."
            value={denied}
            onChange={setDenied}
            error={within('deniedProperties')}
            minRows={2}
          />
          <Checkbox
            label="Keep network addresses"
            hint="Off: the address of a visitor is never stored."
            checked={keepsIp}
            onChange={setKeepsIp}
          />
          <NumberField
            label="Delete events after"
            unit="days"
            hint="Empty: events are kept for ever."
            value={days}
            onChange={setDays}
            min={1}
            max={3650}
            digits={0}
            error={within('retentionDays')}
          />
        </Form>
      </Panel>
      <Ending project={project} />
    </Stack>
  )
}

function Ending({ project }: { project: ProductProject }) {
  const [, setQuery] = useUrlQuery()
  const [asks, setAsks] = useState<'renew' | 'remove'>()
  const [typed, setTyped] = useState('')
  const close = () => {
    setAsks(undefined)
    setTyped('')
  }
  const renew = useMutation(
    productProjects.renewKey.mutationOptions({
      onSuccess: () => {
        close()
        setQuery({ show: 'send' })
        toast({ message: 'There is a new key. The old one is refused from now on.' })
      },
    }),
  )
  const remove = useMutation(
    productProjects.remove.mutationOptions({
      onSuccess: () => {
        close()
        setQuery({ project: undefined, show: undefined })
        toast({ message: `${project.name} is gone. Its events follow within a minute.` })
      },
    }),
  )
  return (
    <Panel title="Key and end">
      <Row>
        <Button onClick={() => setAsks('renew')}>Make another key</Button>
        <Button kind="danger" onClick={() => setAsks('remove')}>
          Remove the product
        </Button>
      </Row>
      <Dialog open={asks === 'renew'} onClose={close} title="Make another key?" size="small">
        <Stack>
          <p>Everything that still sends with the old key is refused from that moment on, until it gets the new one.</p>
          {renew.error && <p role="alert">{refusalOf(renew.error) ?? 'The key is the same as before.'}</p>}
          <Row>
            <Button kind="primary" busy={renew.isPending} onClick={() => renew.mutate({ id: project.id })}>
              Make another key
            </Button>
            <Button kind="quiet" onClick={close}>
              Keep this one
            </Button>
          </Row>
        </Stack>
      </Dialog>
      <Dialog open={asks === 'remove'} onClose={close} title={`Remove ${project.name}?`} size="small">
        <Form
          submit="Remove with all events"
          busy={remove.isPending}
          disabled={typed !== project.name}
          refusal={remove.error ? refusalOf(remove.error) : undefined}
          cancel={{ label: 'Keep', run: close }}
          onSubmit={() => remove.mutate({ id: project.id })}
        >
          <p>
            All of its events and people are deleted. It cannot be brought back, and metrics that ask about them stay
            empty.
          </p>
          <TextField label={`Write “${project.name}” to go on`} value={typed} onChange={setTyped} />
        </Form>
      </Dialog>
    </Panel>
  )
}
