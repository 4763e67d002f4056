import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { SimpleCsrfProtectionLinkPlugin } from '@orpc/client/plugins'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils, OPERATION_CONTEXT_SYMBOL, type OperationContext } from '@orpc/tanstack-query'

import { isUnanswered } from './refusals.ts'
import { sentOnce } from './sent-once.ts'
import { workspaceInPath } from './workspace.ts'

type CallContext = OperationContext & { idempotencyKey?: string }

/** Only what TanStack Query asks as a query is surely no command; everything else gets a key. */
const isQuery = (context: CallContext) => {
  const type = context[OPERATION_CONTEXT_SYMBOL]?.type
  return type !== undefined && type !== 'mutation'
}

const link = new RPCLink<CallContext>({
  url: () => `${location.origin}/rpc`,
  headers: ({ context }) => {
    const workspace = workspaceInPath(location.pathname)
    return {
      ...(workspace === undefined ? {} : { 'x-workspace': workspace }),
      ...(context.idempotencyKey === undefined ? {} : { 'idempotency-key': context.idempotencyKey }),
    }
  },
  plugins: [new SimpleCsrfProtectionLinkPlugin()],
  interceptors: [
    (call) => {
      if (isQuery(call.context)) return call.next()
      const context = { ...call.context, idempotencyKey: crypto.randomUUID() }
      return sentOnce(() => call.next({ ...call, context }), { isUnanswered, signal: call.signal })
    },
  ],
})

/** What one feature may be asked, typed by its contract alone: `clientOf<typeof contract>('shoutOuts')`. */
export function clientOf<Contract extends AnyContractRouter>(feature: string) {
  const client: ContractRouterClient<Contract, CallContext> = createORPCClient(link, { path: [feature] })
  return createTanstackQueryUtils(client, { path: [feature] })
}
