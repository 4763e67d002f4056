import { usePeople } from '#commons/people/ui/embeds.tsx'

import type { Release } from '../contract.ts'

/** The two who lead a release, as people. */
export function useLeads({ leads }: Pick<Release, 'leads'>) {
  const { byId } = usePeople()
  return {
    product: leads.product ? byId.get(leads.product) : undefined,
    engineering: leads.engineering ? byId.get(leads.engineering) : undefined,
  }
}
