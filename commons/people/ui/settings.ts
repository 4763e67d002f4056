/** The settings pages of people and identity. Those of other features join them in the list. */
export const SETTINGS = [
  { path: '/settings/profile', label: 'Profile', group: 'you', may: 'observer', words: 'name time zone title' },
  {
    path: '/settings/security',
    label: 'Security',
    group: 'you',
    may: 'observer',
    words: 'password two-factor sessions devices',
  },
  { path: '/settings/notifications', label: 'Notifications', group: 'you', may: 'observer', words: 'mail digest mute' },
  { path: '/settings/tokens', label: 'API tokens', group: 'you', may: 'observer', words: 'key access developer' },
  { path: '/settings/workspace', label: 'Workspace', group: 'workspace', may: 'admin', words: 'name demo remove' },
  {
    path: '/settings/people',
    label: 'People',
    group: 'workspace',
    may: 'observer',
    words: 'members roles invite disciplines sides',
  },
  { path: '/settings/teams', label: 'Teams', group: 'workspace', may: 'observer', words: 'group leads prefix' },
  {
    path: '/settings/sign-in',
    label: 'Sign-in',
    group: 'workspace',
    may: 'admin',
    words: 'sso oidc openid single sign-on',
  },
  { path: '/settings/mail', label: 'Mail', group: 'workspace', may: 'admin', words: 'letters smtp kept' },
  {
    path: '/settings/audit',
    label: 'Audit log',
    group: 'workspace',
    may: 'admin',
    words: 'events who did what export',
  },
  {
    path: '/settings/deliveries',
    label: 'Failed deliveries',
    group: 'workspace',
    may: 'admin',
    words: 'dead letters listeners',
  },
] as const
