import { useState } from 'react'

import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordPicker } from '#commons/records/ui/embeds.tsx'
import { Dialog, Form, SegmentedControl, SelectField, TextArea } from '#design/index.ts'

import { type Tile, TILE_DAYS } from '../contract.ts'

type Kind = Tile['kind']
type Days = (typeof TILE_DAYS)[number]

const KINDS: { value: Kind; label: string }[] = [
  { value: 'figure', label: 'Figure' },
  { value: 'chart', label: 'Chart' },
  { value: 'key-results', label: 'Key results' },
  { value: 'releases', label: 'Releases' },
  { value: 'note', label: 'Note' },
]
const DAYS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '180', label: 'Half a year' },
  { value: '365', label: 'A year' },
] as const
const SIZES: Record<Kind, { width: number; height: number }> = {
  figure: { width: 3, height: 2 },
  chart: { width: 6, height: 4 },
  'key-results': { width: 4, height: 4 },
  releases: { width: 4, height: 4 },
  note: { width: 4, height: 2 },
}

type Props = {
  /** The one that is changed; without it, one is added. */
  tile?: Tile
  onDone: (tile: Tile) => void
  onClose: () => void
}

/** Adds a tile, or changes what one shows. */
export function TileDialog({ tile, onDone, onClose }: Props) {
  const [kind, setKind] = useState<Kind>(tile?.kind ?? 'figure')
  const [record, setRecord] = useState<RecordSummary>()
  const [days, setDays] = useState<Days>(tile?.kind === 'chart' || tile?.kind === 'releases' ? tile.days : 90)
  const [text, setText] = useState(tile?.kind === 'note' ? tile.text : '')
  const [lacks, setLacks] = useState<string>()

  const submit = () => {
    const place = tile ?? { id: crypto.randomUUID(), ...SIZES[kind] }
    const common = { id: place.id, width: place.width, height: place.height }
    if (kind === 'note') {
      if (text.trim() === '') return setLacks('Write the note.')
      return onDone({ ...common, kind, text })
    }
    if (kind === 'releases') return onDone({ ...common, kind, days })
    if (tile?.kind === 'chart') return onDone({ ...tile, days })
    if (!record) return setLacks(kind === 'key-results' ? 'Choose an objective.' : 'Choose a metric.')
    if (kind === 'key-results') return onDone({ ...common, kind, objectiveId: record.id })
    if (kind === 'chart') return onDone({ ...common, kind, metricId: record.id, days })
    onDone({ ...common, kind, metricId: record.id })
  }
  const choose = (next: Kind) => {
    setKind(next)
    setRecord(undefined)
    setLacks(undefined)
  }

  return (
    <Dialog open onClose={onClose} title={tile ? 'Change the tile' : 'Add a tile'}>
      <Form onSubmit={submit} submit={tile ? 'Change' : 'Add'} cancel={{ label: 'Cancel', run: onClose }}>
        {!tile && <SegmentedControl<Kind> label="What it shows" choices={KINDS} value={kind} onChange={choose} small />}
        {!tile && (kind === 'chart' || kind === 'figure') && (
          <RecordPicker
            key="metric"
            label="Metric"
            required
            types={['metric']}
            value={record}
            onChange={setRecord}
            error={lacks}
          />
        )}
        {!tile && kind === 'key-results' && (
          <RecordPicker
            key="objective"
            label="Objective"
            required
            types={['objective']}
            value={record}
            onChange={setRecord}
            error={lacks}
          />
        )}
        {(kind === 'chart' || kind === 'releases') && (
          <SelectField
            label="How far back"
            choices={[...DAYS]}
            value={DAYS.find(({ value }) => Number(value) === days)?.value}
            onChange={(value) => setDays(TILE_DAYS.find((one) => String(one) === value) ?? 90)}
          />
        )}
        {kind === 'note' && (
          <TextArea
            label="Note"
            hint="What the reader should know. Markdown works."
            value={text}
            onChange={setText}
            error={lacks}
            maxLength={2000}
          />
        )}
      </Form>
    </Dialog>
  )
}
