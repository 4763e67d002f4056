import { z } from 'zod'

import { command, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'

/** A letter that was kept because no mail server is set. */
export const KeptLetter = z.object({
  id: z.uuid(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  keptAt: z.date(),
})
export type KeptLetter = z.infer<typeof KeptLetter>

/** Letters that could not be sent, for an admin to hand on, and whether letters are sent at all. */
export const letters = {
  list: query(
    'admin',
    '/letters',
    'The letters kept in the last 30 days for people of your workspace, newest first. Empty where a mail server is set.',
  )
    .input(pageById)
    .output(pageOf(KeptLetter)),
  delivery: query(
    'admin',
    '/letters/delivery',
    'Whether letters are sent, or kept because no mail server is set.',
  ).output(z.object({ how: z.enum(['sent', 'kept']) })),
  try: command('admin', '/letters/try', 'Sends you a letter, to see that the mail server takes it.')
    .output(z.object({ to: z.string(), how: z.enum(['sent', 'kept']) }))
    .errors(
      refusals({
        NOT_SENT: 'The mail server did not take the letter. The server’s log says why; look at SMTP_URL.',
        NO_ADDRESS: 'You have no e-mail address here.',
      }),
    ),
}
