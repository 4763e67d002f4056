import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'

import { Button } from '#design/index.ts'

import css from './lines.module.css'

/** Things below each other with a hairline between. */
export const Lines = ({ label, children }: { label: string; children: ReactNode }) => (
  <ul className={css.lines} aria-label={label}>
    {children}
  </ul>
)

type LineProps = { about: ReactNode; detail?: ReactNode; acts?: ReactNode; children?: ReactNode }

/** One of them: what it is, a quieter line below, and what can be done with it. */
export const Line = ({ about, detail, acts, children }: LineProps) => (
  <li className={css.line}>
    <div className={css.about}>
      {about}
      {detail && <div className={css.detail}>{detail}</div>}
      {children}
    </div>
    {acts && <div className={css.acts}>{acts}</div>}
  </li>
)

/** A secret that is shown once, with a button that copies it. */
export function Secret({ text, label }: { text: string; label: string }) {
  return (
    <div>
      <code className={css.secret} aria-label={label}>
        {text}
      </code>
      <div className={css.copy}>
        <CopyButton text={text} />
      </div>
    </div>
  )
}

export function CopyButton({ text, words = 'Copy' }: { text: string; words?: string }) {
  const [isCopied, setCopied] = useState(false)
  // Without https a browser copies nothing by itself; the text can be selected with one click instead.
  if (!('clipboard' in navigator)) return null
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <Button small icon={isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />} onClick={() => void copy()}>
      {isCopied ? 'Copied' : words}
    </Button>
  )
}

export const LetterText = ({ children }: { children: string }) => <pre className={css.letter}>{children}</pre>

export const Codes = ({ codes }: { codes: string[] }) => (
  <ul className={css.codes} aria-label="Backup codes">
    {codes.map((code) => (
      <li key={code}>{code}</li>
    ))}
  </ul>
)
