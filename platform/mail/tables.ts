import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'

import { instant } from '#platform/database/columns.ts'

/** Letters that nobody could send, because no mail server is set. Of the server: a letter may go to somebody who is in no workspace yet. */
export const letters = pgTable(
  'letters',
  {
    id: uuid().primaryKey(),
    to: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    keptAt: instant('kept_at').notNull(),
  },
  (t) => [index('letters_by_age').on(t.keptAt), index('letters_to').on(t.to)],
)
