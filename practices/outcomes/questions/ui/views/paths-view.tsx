import type { PathEdge, PathsAnswer, PathsQuestion } from '../../paths/contract.ts'
import { peopleWord } from '../words.ts'

import css from './views.module.css'

const NODE_WIDTH = 150
const GAP = 70
const NODE_GAP = 10
const HEIGHT = 420

type Node = { step: number; name: string; visits: number; y: number; height: number; out: number; in: number }

/** Where the steps stand: a column each, as high as visits went through them. */
function placed(edges: readonly PathEdge[]) {
  const nodes = new Map<string, Node>()
  const node = (step: number, name: string) => {
    const key = `${step} ${name}`
    const known = nodes.get(key) ?? { step, name, visits: 0, y: 0, height: 0, out: 0, in: 0 }
    nodes.set(key, known)
    return known
  }
  const flow = new Map<Node, { in: number; out: number }>()
  const add = (one: Node, way: 'in' | 'out', visits: number) => {
    const sums = flow.get(one) ?? { in: 0, out: 0 }
    sums[way] += visits
    flow.set(one, sums)
  }
  for (const edge of edges) {
    add(node(edge.step, edge.from), 'out', edge.visits)
    add(node(edge.step + 1, edge.to), 'in', edge.visits)
  }
  for (const [one, sums] of flow) one.visits = Math.max(sums.in, sums.out)
  const steps = Map.groupBy(nodes.values(), ({ step }) => step)
  const room = Math.min(
    ...[...steps.values()].map((column) => {
      const sum = column.reduce((total, { visits }) => total + visits, 0)
      return (HEIGHT - (column.length - 1) * NODE_GAP) / Math.max(1, sum)
    }),
  )
  for (const column of steps.values()) {
    let y = 0
    for (const one of column.toSorted((a, b) => b.visits - a.visits)) {
      one.y = y
      one.height = Math.max(2, one.visits * Math.max(0.01, room))
      y += Math.max(one.height, 26) + NODE_GAP
    }
  }
  return { nodes, steps: [...steps.keys()].toSorted((a, b) => a - b), unit: Math.max(0.01, room) }
}

/** What most visits did, from step to step, and the same as a list. */
export function PathsView({ question, answer }: { question: PathsQuestion; answer: PathsAnswer }) {
  const { edges } = answer
  if (edges.length === 0) return <p className={css.note}>No visit has two steps that fit.</p>
  const { nodes, steps, unit } = placed(edges)
  const xOf = (step: number) => steps.indexOf(step) * (NODE_WIDTH + GAP)
  const width = steps.length * (NODE_WIDTH + GAP) - GAP
  const height = Math.max(...[...nodes.values()].map(({ y, height }) => y + Math.max(height, 26))) + 4
  return (
    <>
      <p className={css.note}>
        {answer.visits.toLocaleString()} {answer.visits === 1 ? 'visit' : 'visits'} of {peopleWord(answer.people)}
        {edges.length >= question.edges && `; the ${question.edges} most frequent ways are shown`}.
      </p>
      <div className={css.scrolls}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={css.svg} aria-hidden="true">
          {edges.map((edge) => {
            const from = nodes.get(`${edge.step} ${edge.from}`)!
            const to = nodes.get(`${edge.step + 1} ${edge.to}`)!
            const thick = Math.max(1, edge.visits * unit)
            const [y1, y2] = [from.y + from.out + thick / 2, to.y + to.in + thick / 2]
            from.out += thick
            to.in += thick
            const [x1, x2] = [xOf(edge.step) + NODE_WIDTH, xOf(edge.step + 1)]
            return (
              <path
                key={`${edge.step} ${edge.from} ${edge.to}`}
                d={`M${x1} ${y1}C${x1 + GAP / 2} ${y1} ${x2 - GAP / 2} ${y2} ${x2} ${y2}`}
                className={css.flow}
                style={{ strokeWidth: thick }}
              >
                <title>{`${edge.from} → ${edge.to}: ${edge.visits} visits of ${peopleWord(edge.people)}`}</title>
              </path>
            )
          })}
          {[...nodes.values()].map((node) => (
            <g key={`${node.step} ${node.name}`} transform={`translate(${xOf(node.step)} ${node.y})`}>
              <rect width={NODE_WIDTH} height={Math.max(node.height, 24)} rx="3" className={css.node} />
              <text x="8" y="12" className={css.nodeName} dominantBaseline="middle">
                {node.name.length > 15 ? `${node.name.slice(0, 14)}…` : node.name} · {node.visits}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <div className={css.scrolls}>
        <table className={css.table}>
          <caption className="said-only">Ways from step to step</caption>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col" className={css.word}>
                From
              </th>
              <th scope="col" className={css.word}>
                To
              </th>
              <th scope="col">Visits</th>
              <th scope="col">People</th>
            </tr>
          </thead>
          <tbody>
            {edges.map((edge) => (
              <tr key={`${edge.step} ${edge.from} ${edge.to}`}>
                <td>{edge.step}</td>
                <td className={css.word}>{edge.from}</td>
                <td className={css.word}>{edge.to}</td>
                <td>{edge.visits.toLocaleString()}</td>
                <td>{edge.people.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
