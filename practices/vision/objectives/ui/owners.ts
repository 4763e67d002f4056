import { usePeople } from '#commons/people/ui/embeds.tsx'

/** The two owners as they are drawn; undefined for the half that is missing. */
export function useOwners({
  productOwnerId,
  engineeringOwnerId,
}: {
  productOwnerId: string | null
  engineeringOwnerId: string | null
}) {
  const { byId } = usePeople()
  return {
    product: productOwnerId ? byId.get(productOwnerId) : undefined,
    engineering: engineeringOwnerId ? byId.get(engineeringOwnerId) : undefined,
  }
}
