import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { DesignProvider } from '#design/index.ts'

import { Actions, Fields } from './fields.tsx'
import { Lists } from './lists.tsx'
import { Marks } from './marks.tsx'
import { Pages, Texts } from './pages.tsx'

import css from './gallery.module.css'

const SCHEMES = ['light', 'dark'] as const

/** Every pattern in both colour schemes side by side. `?scheme=dark` shows one. */
export default function Gallery() {
  const { scheme } = useSearch({ strict: false }) as { scheme?: string }
  const shown = SCHEMES.filter((one) => scheme === undefined || scheme === one)
  return (
    <main className={css.sides}>
      {shown.map((one) => (
        <Side key={one} scheme={one} />
      ))}
    </main>
  )
}

function Side({ scheme }: { scheme: 'light' | 'dark' }) {
  const [forced] = useState({ scheme, selector: `#${scheme}` })
  return (
    <section
      id={scheme}
      className={css.side}
      data-mantine-color-scheme={scheme}
      aria-label={scheme === 'light' ? 'Paper' : 'Ink'}
    >
      <DesignProvider forced={forced}>
        <Marks />
        <Actions />
        <Fields />
        <Pages />
        <Lists />
        <Texts />
      </DesignProvider>
    </section>
  )
}
