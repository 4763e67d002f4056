import type { ReactNode } from 'react'

import css from './pictures.module.css'

/* Small drawings of practices in use, for what is still empty. Two sides, one line: coral round, teal square, ink the rest. */

function Picture({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 280 150" className={css.picture} aria-hidden="true">
      {children}
    </svg>
  )
}

const Paper = ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) => (
  <rect x={x} y={y} width={w} height={h} rx="6" className={css.paper} />
)
const Text = ({ x, y, w }: { x: number; y: number; w: number }) => <path d={`M${x} ${y}h${w}`} className={css.text} />
const Product = ({ x, y, r = 7 }: { x: number; y: number; r?: number }) => (
  <circle cx={x} cy={y} r={r} className={css.product} />
)
const Engineering = ({ x, y, r = 7 }: { x: number; y: number; r?: number }) => (
  <rect x={x - r} y={y - r} width={2 * r} height={2 * r} rx={r * 0.5} className={css.engineering} />
)

/** Two notes of thanks, overlapping. */
function Notes() {
  return (
    <Picture>
      <g transform="rotate(-4 100 70)">
        <Paper x={34} y={26} w={128} h={86} />
        <Product x={54} y={46} />
        <Text x={70} y={46} w={56} />
        <Text x={48} y={68} w={96} />
        <Text x={48} y={82} w={78} />
        <Text x={48} y={96} w={40} />
      </g>
      <g transform="rotate(3 190 90)">
        <Paper x={128} y={46} w={122} h={82} />
        <Engineering x={148} y={66} />
        <Text x={164} y={66} w={48} />
        <Text x={142} y={88} w={90} />
        <Text x={142} y={102} w={64} />
      </g>
    </Picture>
  )
}

/** Two strokes that become one, with nodes on it. */
function Line() {
  return (
    <Picture>
      <path d="M104 14v22c0 26 36 24 36 48" className={css.productStroke} />
      <path d="M176 14v22c0 26-36 24-36 48" className={css.engineeringStroke} />
      <path d="M140 82v58" className={css.inkStroke} />
      {[84, 110, 136].map((y) => (
        <g key={y}>
          <circle cx="140" cy={y} r="5" className={css.node} />
          <Text x={156} y={y} w={y === 110 ? 78 : 56} />
        </g>
      ))}
      <Text x={44} y={20} w={46} />
      <Text x={190} y={20} w={46} />
    </Picture>
  )
}

/** Columns of cards, one on its way. */
function Board() {
  return (
    <Picture>
      {[24, 104, 184].map((x, column) => (
        <g key={x}>
          <rect x={x} y="16" width="72" height="122" rx="6" className={css.sunken} />
          <Text x={x + 8} y={28} w={30} />
          {Array.from({ length: 3 - column }, (_, row) => (
            <g key={row}>
              <rect x={x + 6} y={38 + row * 32} width="60" height="26" rx="4" className={css.paper} />
              <Text x={x + 12} y={47 + row * 32} w={40} />
              <Text x={x + 12} y={56 + row * 32} w={24} />
            </g>
          ))}
        </g>
      ))}
      <g transform="rotate(5 176 96)">
        <rect x="146" y="84" width="60" height="26" rx="4" className={css.lifted} />
        <Product x={157} y={97} r={4} />
        <Engineering x={169} y={97} r={4} />
        <Text x={180} y={97} w={18} />
      </g>
    </Picture>
  )
}

/** A measure that turns after a release. */
function Chart() {
  return (
    <Picture>
      <path d="M32 20v106h220" className={css.axis} />
      <path d="M32 52h220" className={css.target} />
      <path d="M36 108l26-4 26 3 26-6 26 2" className={css.soft} />
      <path d="M140 103l26-18 26-14 26-16 26-9" className={css.inkStroke} />
      <path d="M140 20v106" className={css.marker} />
      <circle cx="140" cy="20" r="5" className={css.node} />
      <circle cx="244" cy="46" r="4" className={css.dot} />
    </Picture>
  )
}

/** Two people, each with something to say. */
function Talk() {
  return (
    <Picture>
      <path
        d="M30 30a8 8 0 0 1 8-8h102a8 8 0 0 1 8 8v34a8 8 0 0 1-8 8H62l-18 14V72h-6a8 8 0 0 1-8-8z"
        className={css.paper}
      />
      <Product x={50} y={40} />
      <Text x={66} y={40} w={62} />
      <Text x={46} y={58} w={74} />
      <path
        d="M132 76a8 8 0 0 1 8-8h102a8 8 0 0 1 8 8v34a8 8 0 0 1-8 8h-6v14l-18-14h-78a8 8 0 0 1-8-8z"
        className={css.paper}
      />
      <Engineering x={152} y={86} />
      <Text x={168} y={86} w={58} />
      <Text x={148} y={104} w={84} />
    </Picture>
  )
}

/** Days, some of them held. */
function Calendar() {
  return (
    <Picture>
      <Paper x={56} y={16} w={168} h={122} />
      <path d="M56 40h168" className={css.axis} />
      <Text x={70} y={28} w={52} />
      {Array.from({ length: 20 }, (_, day) => {
        const x = 76 + (day % 5) * 32
        const y = 56 + Math.floor(day / 5) * 22
        if (day === 6 || day === 16) return <Engineering key={day} x={x} y={y} r={6} />
        if (day === 3 || day === 13) return <Product key={day} x={x} y={y} r={6} />
        return <circle key={day} cx={x} cy={y} r="2.5" className={css.faint} />
      })}
    </Picture>
  )
}

/** One aim and what it divides into. */
function Tree() {
  return (
    <Picture>
      <path d="M140 44v16M72 84V68h136v16M140 60v24M72 112v8M140 112v8M208 112v8" className={css.axis} />
      <Paper x={96} y={14} w={88} h={30} />
      <Product x={112} y={29} r={5} />
      <Engineering x={126} y={29} r={5} />
      <Text x={138} y={29} w={34} />
      {[40, 108, 176].map((x) => (
        <g key={x}>
          <Paper x={x} y={84} w={64} h={28} />
          <Text x={x + 10} y={94} w={44} />
          <Text x={x + 10} y={103} w={24} />
        </g>
      ))}
      {[72, 140, 208].map((x) => (
        <circle key={x} cx={x} cy="128" r="5" className={css.node} />
      ))}
    </Picture>
  )
}

/** People of both sides at one table. */
function People() {
  return (
    <Picture>
      <ellipse cx="140" cy="88" rx="92" ry="30" className={css.paper} />
      <Product x={76} y={44} r={16} />
      <Engineering x={140} y={34} r={16} />
      <Product x={204} y={44} r={16} />
      <Engineering x={96} y={126} r={12} />
      <Product x={184} y={126} r={12} />
      <Text x={112} y={84} w={56} />
      <Text x={122} y={96} w={36} />
    </Picture>
  )
}

/** A page with a sign-off of each side. */
function Document() {
  return (
    <Picture>
      <Paper x={78} y={12} w={124} h={128} />
      <path d="M94 34h66" className={css.strong} />
      <Text x={94} y={54} w={92} />
      <Text x={94} y={68} w={84} />
      <Text x={94} y={82} w={92} />
      <Text x={94} y={96} w={50} />
      <Product x={104} y={122} r={8} />
      <path d="M100 122l3 3 5.5-6.5" className={css.tick} />
      <Engineering x={128} y={122} r={8} />
      <path d="M124 122l3 3 5.5-6.5" className={css.tick} />
    </Picture>
  )
}

/** Drawings for `EmptyState`. */
export const Pictures = { Notes, Line, Board, Chart, Talk, Calendar, Tree, People, Document }
