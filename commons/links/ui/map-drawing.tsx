import '@xyflow/react/dist/base.css'
import {
  Background,
  BackgroundVariant,
  Controls,
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react'
import { useMemo, useState } from 'react'

import { pathOf, PLURALS, RecordIcon, WORDS } from '#commons/records/ui/embeds.tsx'
import { Link } from '#design/index.ts'

import { BelowCount } from './below-count.tsx'
import { COLUMNS, type LineMap, type OnMap, onLineOf, placed } from './line-map.ts'

import css from './map.module.css'

const COLUMN = 310
const ROW = 92

type RecordNode = Node<{ record: OnMap; isFrayed: boolean; isDim: boolean }, 'record'>
type HeadNode = Node<{ words: string }, 'head'>

const nodeTypes = { record: RecordCard, head: ColumnHead }

/** The line as a map: columns from the vision to initiatives. Pointing at a record shows its own line. */
export default function MapDrawing({ map }: { map: LineMap }) {
  const [pointed, setPointed] = useState<string>()
  const all = useMemo(() => placed(map), [map])
  const lit = useMemo(() => (pointed ? onLineOf(map, [pointed]) : undefined), [map, pointed])

  const nodes = useMemo<(RecordNode | HeadNode)[]>(() => {
    const used = COLUMNS.filter((type) => all.some(({ record }) => record.type === type))
    return [
      ...used.map((type): HeadNode => ({
        id: `head ${type}`,
        type: 'head',
        position: { x: used.indexOf(type) * COLUMN, y: -44 },
        data: { words: PLURALS[type] },
        draggable: false,
        focusable: false,
        selectable: false,
      })),
      ...all.map(({ record, row, isFrayed }): RecordNode => ({
        id: record.id,
        type: 'record',
        position: { x: used.indexOf(record.type) * COLUMN, y: row * ROW },
        data: { record, isFrayed, isDim: lit !== undefined && !lit.has(record.id) },
        focusable: false,
      })),
    ]
  }, [all, lit])

  const edges = useMemo<Edge[]>(
    () =>
      map.edges.map(({ from, to }) => ({
        id: `${to} ${from}`,
        source: to,
        target: from,
        focusable: false,
        className: lit ? (lit.has(from) && lit.has(to) ? (css.lit ?? '') : (css.dim ?? '')) : '',
      })),
    [map.edges, lit],
  )

  return (
    <div className={css.drawing}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        elementsSelectable={false}
        onlyRenderVisibleElements
        fitView
        fitViewOptions={{ minZoom: 0.6, maxZoom: 1, padding: 0.06 }}
        minZoom={0.1}
        maxZoom={1.5}
        panOnScroll
        proOptions={{ hideAttribution: true }}
        onNodeMouseEnter={(_event, node) => setPointed(node.id)}
        onNodeMouseLeave={() => setPointed(undefined)}
        aria-label="Map of the line. The same as a list: choose List above."
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1} color="var(--hairline)" />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  )
}

function ColumnHead({ data }: NodeProps<HeadNode>) {
  return <div className={css.columnHead}>{data.words}</div>
}

function RecordCard({ data: { record, isFrayed, isDim } }: NodeProps<RecordNode>) {
  return (
    <>
      <Handle type="target" position={Position.Left} className={css.handle ?? ''} isConnectable={false} />
      <Link
        href={pathOf(record)}
        className={css.card ?? ''}
        aria-label={`${WORDS[record.type]} ${record.key} ${record.title}, ${record.state}`}
      >
        <span
          className={css.cardInside}
          data-frayed={isFrayed || undefined}
          data-dim={isDim || undefined}
          data-closed={record.stateGroup === 'done' || record.stateGroup === 'dropped' || undefined}
        >
          <span className={css.cardMeta}>
            <RecordIcon type={record.type} size={13} />
            {record.key}
            <span className={css.cardState}>{record.state}</span>
          </span>
          <span className={css.cardTitle}>{record.title}</span>
          <BelowCount record={record} />
        </span>
      </Link>
      <Handle type="source" position={Position.Right} className={css.handle ?? ''} isConnectable={false} />
    </>
  )
}
