export { default as UnreadBadge } from './unread-badge.tsx'
