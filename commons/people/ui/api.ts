import { clientOf } from '#platform/client/client.ts'

import type { people as peopleContract } from '../contract.ts'
import type { invites as invitesContract } from '../invites/contract.ts'
import type { letters as lettersContract } from '../letters/contract.ts'
import type { signIn as signInContract } from '../sign-in/contract.ts'
import type { tokens as tokensContract } from '../tokens/contract.ts'

export const people = clientOf<typeof peopleContract>('people')
export const invites = clientOf<typeof invitesContract>('invites')
export const tokens = clientOf<typeof tokensContract>('tokens')
export const signIn = clientOf<typeof signInContract>('signIn')
export const letters = clientOf<typeof lettersContract>('letters')
