import { IconCloudOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

import { useLiveState } from '#platform/client/live.ts'

import css from './live-mark.module.css'

const BLINK_MS = 3000

/** Says so quietly when what is in sight may be behind. Silent while all is well, and over a short gap. */
export function LiveMark() {
  const state = useLiveState()
  const [late, setLate] = useState<string>()
  useEffect(() => {
    if (state === 'live') return
    const timer = setTimeout(() => setLate(state), BLINK_MS)
    return () => {
      clearTimeout(timer)
      setLate(undefined)
    }
  }, [state])
  const says = late === 'offline' ? 'Offline. Changes are kept and sent later.' : late ? 'Connecting' : undefined
  return (
    <div role="status" className={css.place}>
      {says && (
        <span className={css.mark} title={says}>
          <IconCloudOff size={15} />
          <span className={css.word}>{says}</span>
        </span>
      )}
    </div>
  )
}
