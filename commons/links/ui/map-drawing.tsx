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
  type ReactFlowInstance,
  useViewport,
} from '@xyflow/react'
import { useMemo, useState } from 'react'

import type { RecordType } from '#commons/records/contract.ts'
import { pathOf, PLURALS, RecordIcon, WORDS } from '#commons/records/ui/embeds.tsx'
import { Link } from '#design/index.ts'

import { BelowCount } from './below-count.tsx'
import { COLUMNS, type LineMap, type OnMap, onLineOf, type Placed, placed } from './line-map.ts'

import css from './map.module.css'

const COLUMN = 262
const ROW = 90
const INDENT = 20
const MARGIN = 24
/** Below this the words cannot be read. */
const LEAST_ZOOM = 0.8

type RecordNode = Node<{ record: OnMap; isFrayed: boolean; isDim: boolean }, 'record'>

const nodeTypes = { record: RecordCard }

/** The line as a map: columns from the vision to initiatives. Pointing at a record shows its own line. */
export default function MapDrawing({ map }: { map: LineMap }) {
  const [pointed, setPointed] = useState<string>()
  const all = useMemo(() => placed(map), [map])
  const lit = useMemo(() => (pointed ? onLineOf(map, [pointed]) : undefined), [map, pointed])

  const used = useMemo(() => COLUMNS.filter((type) => all.some(({ record }) => record.type === type)), [all])
  const nodes = useMemo(
    () =>
      all.map(({ record, row, indent, isFrayed }): RecordNode => ({
        id: record.id,
        type: 'record',
        position: { x: used.indexOf(record.type) * COLUMN + indent * INDENT, y: row * ROW },
        data: { record, isFrayed, isDim: lit !== undefined && !lit.has(record.id) },
        focusable: false,
      })),
    [all, used, lit],
  )

  const types = useMemo(() => new Map<string, string>(map.records.map(({ id, type }) => [id, type])), [map.records])
  const edges = useMemo<Edge[]>(
    () =>
      map.edges.map(({ from, to }) => ({
        id: `${to} ${from}`,
        source: to,
        target: from,
        ...(types.get(from) === types.get(to) ? { sourceHandle: 'under', type: 'smoothstep' } : {}),
        focusable: false,
        className: lit ? (lit.has(from) && lit.has(to) ? (css.lit ?? '') : (css.dim ?? '')) : '',
      })),
    [map.edges, types, lit],
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
        onInit={(flow) => showBeginning(flow, all)}
        minZoom={0.1}
        maxZoom={1.5}
        panOnScroll
        onNodeMouseEnter={(_event, node) => setPointed(node.id)}
        onNodeMouseLeave={() => setPointed(undefined)}
        aria-label="Map of the line. The same as a list: choose List above."
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1} color="var(--hairline)" />
        <Controls showInteractive={false} />
        <ColumnHeads types={used} />
      </ReactFlow>
    </div>
  )
}

/** All of it where it can be read; else its first column, with the highest record in the middle. */
function showBeginning(flow: ReactFlowInstance<RecordNode, Edge>, all: Placed[]) {
  void flow.fitView({ minZoom: LEAST_ZOOM, maxZoom: 1, padding: 0.06 }).then(() => {
    if (flow.getZoom() > LEAST_ZOOM) return
    const height = document.querySelector('.react-flow')?.clientHeight ?? 600
    const row = all[0]?.row ?? 0
    void flow.setViewport({ x: MARGIN, y: height / 2 - (row + 0.5) * ROW * LEAST_ZOOM, zoom: LEAST_ZOOM })
  })
}

/** What each column holds; stays in sight however far down one looks. */
function ColumnHeads({ types }: { types: readonly RecordType[] }) {
  const { x, zoom } = useViewport()
  return (
    <div className={css.columnHeads}>
      {types.map((type, at) => (
        <span key={type} className={css.columnHead} style={{ left: at * COLUMN * zoom + x, maxWidth: COLUMN * zoom }}>
          {PLURALS[type]}
        </span>
      ))}
    </div>
  )
}

function RecordCard({ data: { record, isFrayed, isDim } }: NodeProps<RecordNode>) {
  return (
    <>
      <Handle type="target" position={Position.Left} className={css.handle ?? ''} isConnectable={false} />
      <Link href={pathOf(record)} className={css.card ?? ''}>
        <span
          className={css.cardInside}
          data-frayed={isFrayed || undefined}
          data-dim={isDim || undefined}
          data-closed={record.stateGroup === 'done' || record.stateGroup === 'dropped' || undefined}
        >
          <span className={css.cardMeta}>
            <RecordIcon type={record.type} size={13} />
            <span className="said-only">{WORDS[record.type]} </span>
            {record.key} <span className={css.cardState}>{record.state}</span>
          </span>
          <span className={css.cardTitle}>{record.title}</span>
          <BelowCount record={record} />
        </span>
      </Link>
      <Handle type="source" position={Position.Right} className={css.handle ?? ''} isConnectable={false} />
      <Handle
        id="under"
        type="source"
        position={Position.Bottom}
        className={css.handle ?? ''}
        style={{ left: INDENT / 2 }}
        isConnectable={false}
      />
    </>
  )
}
