import { useQuery } from '@tanstack/react-query'

import { notifications } from './api.ts'

import css from './inbox.module.css'

const MOST = 99

/** How many notifications are unread, beside the inbox in the navigation. */
export default function UnreadBadge() {
  const { data } = useQuery(notifications.count.queryOptions())
  if (!data || data.unread === 0) return null
  return (
    <span className={css.badge}>
      <span aria-hidden="true">{data.unread > MOST ? `${MOST}+` : data.unread}</span>
      <span className="said-only">{data.unread} unread</span>
    </span>
  )
}
