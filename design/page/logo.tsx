/** Two strokes, coral and teal, that become one: the sign of the product. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeWidth="3.4"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M8 3.5v5.2c0 5.6 8 6 8 12.3" stroke="var(--product)" />
      <path d="M24 3.5v5.2c0 5.6-8 6-8 12.3" stroke="var(--engineering)" />
      <path d="M16 20.4v8.1" stroke="var(--ink)" />
    </svg>
  )
}
