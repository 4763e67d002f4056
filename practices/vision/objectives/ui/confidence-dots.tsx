import css from './objectives.module.css'

export type ConfidenceDotsProps = {
  /** 1 to 10; null shows an empty outline where the side has not spoken, or may not be heard yet. */
  product: number | null
  engineering: number | null
  width?: number
}

const HEIGHT = 22
const EDGE = 7

/** Both sides on one scale from 1 to 10: product round, engineering square, and a line between them where they differ. */
export function ConfidenceDots({ product, engineering, width = 132 }: ConfidenceDotsProps) {
  const xOf = (confidence: number) => EDGE + ((confidence - 1) / 9) * (width - 2 * EDGE)
  const middle = HEIGHT / 2
  // Two on one place stand above each other instead of hiding each other.
  const isOnePlace = product !== null && engineering !== null && Math.abs(product - engineering) < 0.8
  const lift = isOnePlace ? 4.5 : 0
  const says = (side: string, value: number | null) => `${side} ${value === null ? 'not seen yet' : `${value} of 10`}`
  const isGap = product !== null && engineering !== null && Math.abs(product - engineering) >= 3
  return (
    <svg
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      className={css.dots}
      aria-label={`Confidence: ${says('product', product)}, ${says('engineering', engineering)}`}
    >
      <line x1={EDGE} x2={width - EDGE} y1={middle} y2={middle} className={css.scale} />
      {Array.from({ length: 10 }, (_, i) => (
        <line key={i} x1={xOf(i + 1)} x2={xOf(i + 1)} y1={middle - 2} y2={middle + 2} className={css.scale} />
      ))}
      {product !== null && engineering !== null && !isOnePlace && (
        <line
          x1={xOf(product)}
          x2={xOf(engineering)}
          y1={middle}
          y2={middle}
          className={css.between}
          data-gap={isGap || undefined}
        />
      )}
      <circle
        cx={product === null ? EDGE : xOf(product)}
        cy={middle - lift}
        r="5"
        className={css.dot}
        data-side="product"
        data-missing={product === null || undefined}
      />
      <rect
        x={(engineering === null ? EDGE + 14 : xOf(engineering)) - 4.75}
        y={middle + lift - 4.75}
        width="9.5"
        height="9.5"
        rx="2.25"
        className={css.dot}
        data-side="engineering"
        data-missing={engineering === null || undefined}
      />
    </svg>
  )
}
