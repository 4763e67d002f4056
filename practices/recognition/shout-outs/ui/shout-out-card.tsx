import { IconArrowBackUp, IconDots } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { useState } from 'react'

import { ReactionBar, withReaction } from '#commons/comments/ui/embeds.tsx'
import { PersonMark, useMe, When } from '#commons/people/ui/embeds.tsx'
import { RecordLink, RecordText } from '#commons/records/ui/embeds.tsx'
import { Aside, Chip, IconButton, Menu, Row, toast } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { optimistically } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { ShoutOut } from '../contract.ts'
import { whyNotTakeBack } from '../rules.ts'
import { shoutOuts } from './api.ts'

import css from './shout-outs.module.css'

type Pages = InfiniteData<{ items: ShoutOut[] }>

/** One thanks on the wall. Its giver can take it back while it is fresh. */
export function ShoutOutCard({ shoutOut }: { shoutOut: ShoutOut }) {
  const { from, to, message, value, about, givenAt } = shoutOut
  return (
    <article className={css.card}>
      <header className={css.who}>
        <Row gap="tight">
          {to.map((member) => (
            <PersonMark key={member} id={member} size={32} />
          ))}
        </Row>
        <TakeBackMenu shoutOut={shoutOut} />
      </header>
      <div className={css.message}>
        <RecordText text={message} />
      </div>
      {(value || about.length > 0) && (
        <Row gap="tight">
          {value && <Chip>{value}</Chip>}
          {about.map((record) => (
            <RecordLink key={record.id} record={record} stateHidden />
          ))}
        </Row>
      )}
      <Reacting shoutOut={shoutOut} />
      <footer className={css.from}>
        <Aside>from</Aside> <PersonMark id={from} size={20} />
        <Aside>
          <When at={givenAt} />
        </Aside>
      </footer>
    </article>
  )
}

function Reacting({ shoutOut }: { shoutOut: ShoutOut }) {
  const me = useMe()
  const react = useMutation(
    shoutOuts.react.mutationOptions({
      ...optimistically<Pages, { id: string; emoji: string; give?: boolean | undefined }>(
        shoutOuts.list.key(),
        (cached, { id, emoji, give = true }) => ({
          ...cached,
          pages: cached.pages.map((page) => ({
            ...page,
            items: page.items.map((one) => (me && one.id === id ? withReaction(one, me.id, emoji, give) : one)),
          })),
        }),
      ),
    }),
  )
  return (
    <Row gap="tight">
      <ReactionBar
        reactions={shoutOut.reactions}
        mayReact={me !== undefined && isAtLeast(me.role, 'contributor')}
        onReact={(emoji, give) =>
          react.mutate(
            { id: shoutOut.id, emoji, give },
            { onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }) },
          )
        }
      />
    </Row>
  )
}

/** Shown to the giver alone, and no longer than it can be used. */
function TakeBackMenu({ shoutOut }: { shoutOut: ShoutOut }) {
  const me = useMe()
  const [shownAt] = useState(() => new Date())
  const takeBack = useMutation(
    shoutOuts.takeBack.mutationOptions({
      ...optimistically<Pages, { id: string }>(shoutOuts.list.key(), (cached, { id }) => ({
        ...cached,
        pages: cached.pages.map((page) => ({ ...page, items: page.items.filter((one) => one.id !== id) })),
      })),
      onSuccess: () => toast({ message: 'Taken back. Nobody is told of it any more.' }),
    }),
  )
  if (!me || whyNotTakeBack(shoutOut, me.id, shownAt)) return null
  return (
    <>
      <Menu
        trigger={<IconButton small label="What you can do with it" icon={<IconDots size={16} />} />}
        items={[
          {
            label: 'Take it back',
            icon: <IconArrowBackUp size={15} />,
            detail: 'Within 15 minutes of giving it.',
            run: () => takeBack.mutate({ id: shoutOut.id }),
          },
        ]}
      />
      {takeBack.error && <p role="alert">{refusalOf(takeBack.error)}</p>}
    </>
  )
}
