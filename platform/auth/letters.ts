import type { Letter } from '#platform/services.ts'

const lines = (...paragraphs: string[]) => `${paragraphs.join('\n\n')}\n`

export const signInLetter = (to: string, link: string): Letter => ({
  to,
  subject: 'Your sign-in link for Throughline',
  text: lines(
    'Somebody, hopefully you, asked for a link to sign in to Throughline.',
    link,
    'It works once, within 15 minutes. If it was not you, do nothing: nobody gets in without this link.',
  ),
})

/** For those who sign in with two steps: a link alone would leave out the second. */
export const noLinkLetter = (to: string, signIn: string): Letter => ({
  to,
  subject: 'Sign in to Throughline with your password',
  text: lines(
    'Somebody, hopefully you, asked for a link to sign in to Throughline.',
    'Your account asks for a second step, so a link alone does not open it. Sign in with your password and a code:',
    signIn,
  ),
})

export const resetLetter = (to: string, link: string): Letter => ({
  to,
  subject: 'Choose another password for Throughline',
  text: lines(
    'Somebody, hopefully you, asked to change the password of your Throughline account.',
    link,
    'It works once, within an hour. If it was not you, do nothing: your password stays as it is.',
  ),
})

export const passwordChangedLetter = (to: string): Letter => ({
  to,
  subject: 'Your Throughline password was changed',
  text: lines(
    'The password of your Throughline account was changed just now, and everybody who was signed in with it was signed out.',
    'If it was not you, tell the admin of your workspace at once.',
  ),
})
