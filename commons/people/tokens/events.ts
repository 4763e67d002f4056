import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

import { TokenId } from './contract.ts'

export const tokenMade = defineEvent('token.made.v1', z.object({ id: TokenId }), 'made an API token')

export const tokenRevoked = defineEvent('token.revoked.v1', z.object({ id: TokenId }), 'ended an API token')
