import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import { type AnyRouter, createRouterClient } from '@orpc/server'

import type { Asked } from './answer.ts'

const answers = new Map<AnyContractRouter, { name: string; handlers: AnyRouter }>()

/** Makes a feature's answers known to `ask`. The server does it for each feature at start. */
export const answerWith = (name: string, contract: AnyContractRouter, handlers: AnyRouter) =>
  void answers.set(contract, { name, handlers })

/** Asks another feature on the asker's behalf, in the asker's transaction: permission and validation run, all or nothing. */
export function ask<Contract extends AnyContractRouter>(contract: Contract, context: Asked) {
  const answer = answers.get(contract)
  if (!answer) throw new Error('Nobody answers this contract. Is its feature listed in app/features.ts?')
  return createRouterClient(answer.handlers, { context, path: [answer.name] }) as ContractRouterClient<Contract>
}
