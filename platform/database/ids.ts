import { v7 } from 'uuid'

/** A new id that sorts by the time it was made (UUID version 7), so primary keys stay close together on disk. */
export const newId = () => v7()
