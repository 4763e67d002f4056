import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

const OfProvider = z.object({ id: z.string() })

export const signInProviderRegistered = defineEvent(
  'sign-in-provider.registered.v1',
  OfProvider,
  'registered a sign-in provider',
)

export const signInProviderRemoved = defineEvent(
  'sign-in-provider.removed.v1',
  OfProvider,
  'removed a sign-in provider',
)
