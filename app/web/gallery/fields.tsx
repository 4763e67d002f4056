import { IconBolt, IconDots, IconLayoutKanban, IconList, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'

import {
  Button,
  Checkbox,
  DateField,
  Dialog,
  Drawer,
  FieldRow,
  Form,
  IconButton,
  KeyHint,
  Menu,
  MultiSelect,
  NumberField,
  Row,
  Scale,
  SegmentedControl,
  SelectField,
  SideMark,
  Stack,
  Tabs,
  TextArea,
  TextField,
  toast,
  Tooltip,
} from '#design/index.ts'

import { Part } from './part.tsx'

export function Actions() {
  const [view, setView] = useState<'list' | 'board'>('list')
  const [tab, setTab] = useState<'all' | 'mine'>('all')
  const [opened, setOpened] = useState<'dialog' | 'drawer'>()
  return (
    <Part name="Actions">
      <Stack>
        <Row>
          <Button kind="primary" icon={<IconPlus size={16} />}>
            Give shout-out
          </Button>
          <Button keyHint="e">Edit</Button>
          <Button kind="quiet">Cancel</Button>
          <Button kind="danger">Delete</Button>
          <Button busy>Saving</Button>
          <Button disabled>Ship</Button>
        </Row>
        <Row>
          <Button small kind="primary">
            Connect
          </Button>
          <Button small>Small</Button>
          <IconButton label="Edit" icon={<IconPencil size={18} />} />
          <IconButton label="Follow" pressed icon={<IconBolt size={18} />} />
          <Menu
            trigger={<IconButton label="More" icon={<IconDots size={18} />} />}
            items={[
              { label: 'Rename', icon: <IconPencil size={16} />, keyHint: 'r', run: () => undefined },
              { label: 'Ship', disabled: true, detail: 'Engineering has not accepted yet.', run: () => undefined },
              'line',
              { label: 'Delete', danger: true, icon: <IconTrash size={16} />, run: () => undefined },
            ]}
          />
          <Tooltip says="Opens in place" keyHint="o">
            <Button small onClick={() => setOpened('drawer')}>
              Drawer
            </Button>
          </Tooltip>
          <Button small onClick={() => setOpened('dialog')}>
            Dialog
          </Button>
          <Button small onClick={() => toast({ message: 'INI-12 moved to Next.', undo: () => undefined })}>
            Toast
          </Button>
          <KeyHint keys="g h" />
          <KeyHint keys="mod+k" />
        </Row>
        <Row>
          <SegmentedControl
            label="How it is shown"
            choices={[
              { value: 'list', label: 'List', icon: <IconList size={15} /> },
              { value: 'board', label: 'Board', icon: <IconLayoutKanban size={15} /> },
            ]}
            value={view}
            onChange={setView}
          />
        </Row>
        <Tabs
          label="Which"
          tabs={[
            { value: 'all', label: 'All', count: 128 },
            { value: 'mine', label: 'Mine', count: 4 },
          ]}
          value={tab}
          onChange={setTab}
        >
          {tab === 'all' ? 'All of them.' : 'Yours.'}
        </Tabs>
        <Dialog open={opened === 'dialog'} onClose={() => setOpened(undefined)} title="Replan INI-12">
          <Form
            onSubmit={() => setOpened(undefined)}
            submit="Replan"
            cancel={{ label: 'Cancel', run: () => setOpened(undefined) }}
          >
            <TextArea label="Why" value="" onChange={() => undefined} />
          </Form>
        </Dialog>
        <Drawer open={opened === 'drawer'} onClose={() => setOpened(undefined)} title="Evidence">
          Three customer stories.
        </Drawer>
      </Stack>
    </Part>
  )
}

const TEAMS = [
  { value: 'checkout', label: 'Checkout', detail: 'Six people of both sides' },
  { value: 'search', label: 'Search' },
  { value: 'core', label: 'Core', icon: <SideMark side="engineering" /> },
]

export function Fields() {
  const [title, setTitle] = useState('Faster checkout')
  const [why, setWhy] = useState('')
  const [effort, setEffort] = useState<number | undefined>(12)
  const [team, setTeam] = useState<string | undefined>('core')
  const [teams, setTeams] = useState<string[]>(['checkout', 'search'])
  const [due, setDue] = useState<string | undefined>('2026-12-04')
  const [sure, setSure] = useState<number | undefined>(7)
  const [told, setTold] = useState(true)
  return (
    <Part name="Fields">
      <Form
        onSubmit={() => undefined}
        submit="Propose"
        refusal="An initiative with this title is already on the roadmap."
        cancel={{ label: 'Cancel', run: () => undefined }}
      >
        <FieldRow>
          <TextField label="Title" value={title} onChange={setTitle} hint="What changes for users, in a few words." />
          <TextField label="Link" type="url" value="figma" onChange={() => undefined} error="Write a whole address." />
        </FieldRow>
        <TextArea label="Why now" value={why} onChange={setWhy} placeholder="What did you see or hear" />
        <FieldRow>
          <NumberField label="Effort" unit="days" value={effort} onChange={setEffort} min={0} />
          <DateField label="Due" value={due} onChange={setDue} />
        </FieldRow>
        <FieldRow>
          <SelectField
            label="Team"
            choices={TEAMS}
            value={team}
            onChange={setTeam}
            onClear={() => setTeam(undefined)}
          />
          <MultiSelect label="Also concerns" choices={TEAMS} value={teams} onChange={setTeams} />
        </FieldRow>
        <Scale
          label="How confident are you?"
          from={1}
          to={10}
          value={sure}
          onChange={setSure}
          ends={['Not at all', 'Certain']}
        />
        <Checkbox label="Tell the team" hint="Once, by notice." checked={told} onChange={setTold} />
        <TextField label="Password" type="password" value="secret words" onChange={() => undefined} />
      </Form>
    </Part>
  )
}
