import { keysShown } from './keys-shown.ts'

import css from './key-hint.module.css'

const isApple = () => typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform)

/** The key that does it: `mod+k`, `g h` (one after the other), `shift+a`. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={css.keys} aria-hidden="true">
      {keysShown(keys, isApple()).map((key, position) => (
        <kbd key={position} className={css.key}>
          {key}
        </kbd>
      ))}
    </span>
  )
}
