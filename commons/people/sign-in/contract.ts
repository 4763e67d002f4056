import { z } from 'zod'

import { command, query, refusals } from '#platform/api/contract.ts'

import { Name } from '../contract.ts'

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253, 'At most 253 characters.')
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'A domain looks like example.com.')

/** The role that somebody gets who comes in without an invite. */
export const JoinsAs = z.enum(['observer', 'contributor', 'member'])
export type JoinsAs = z.infer<typeof JoinsAs>

/** An OpenID Connect provider with which people of some e-mail domains sign in. */
export const SignInProvider = z.object({
  id: z.string(),
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  domains: z.array(z.string()),
  joinsAs: JoinsAs.nullable(),
  /** What the provider has to know as the place to send people back to. */
  redirectUri: z.string(),
})
export type SignInProvider = z.infer<typeof SignInProvider>

/** With which providers people sign in to this workspace, beside password and e-mail link. */
export const signIn = {
  providers: query('admin', '/sign-in-providers', 'The sign-in providers of the workspace.').output(
    z.array(SignInProvider),
  ),
  register: command(
    'admin',
    '/sign-in-providers',
    'Lets people of your e-mail domains sign in with an OpenID Connect provider.',
  )
    .input(
      z.object({
        name: Name,
        issuer: z
          .url({ protocol: /^https?$/, error: 'Write an address such as https://login.example.com.' })
          .max(500, 'At most 500 characters.'),
        clientId: z.string().trim().min(1, 'Write the client id.').max(500, 'At most 500 characters.'),
        clientSecret: z.string().trim().min(1, 'Write the client secret.').max(1000, 'At most 1000 characters.'),
        domains: z.array(Domain).min(1, 'Write at least one e-mail domain.').max(50, 'At most 50 domains.'),
        joinsAs: JoinsAs.nullable()
          .default(null)
          .describe('The role for those who come without an invite; null lets only the invited in.'),
      }),
    )
    .output(SignInProvider)
    .errors(
      refusals({
        NO_PROVIDER_THERE: 'No OpenID Connect provider answers for that issuer. Look at the address.',
        ANYBODYS_DOMAIN: 'Anybody can have an address in one of these domains, so they cannot open your workspace.',
        TOO_MANY_PROVIDERS: 'A workspace has at most ten sign-in providers.',
        BY_HAND: 'A token cannot change how people sign in. Do it in the settings.',
      }),
    ),
  remove: command('admin', '/sign-in-providers/{id}/remove', 'Ends signing in with a provider. Accounts stay.')
    .input(z.object({ id: z.string().max(100) }))
    .errors(refusals({ BY_HAND: 'A token cannot change how people sign in. Do it in the settings.' })),
}
