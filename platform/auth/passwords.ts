import { z } from 'zod'

export const SHORTEST_PASSWORD = 10
export const LONGEST_PASSWORD = 128

// The passwords of ten characters or more that lists of leaked ones begin with.
const COMMON = new Set(
  `1234567890 12345678910 0123456789 0987654321 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty12345 qwerty1234 q1w2e3r4t5
  password12 password123 password1234 password12345 passw0rd123 iloveyou123 letmein1234 welcome123 welcome1234
  administrator admin12345 admin123456 changeme123 changemenow abcdefghij abcd123456 abc1234567 football123 baseball123
  sunshine123 princess123 superman123 throughline throughline1 throughline123 1234512345 1111111111 0000000000
  correcthorsebatterystaple`.split(/\s+/),
)

/** Why not this password: too short, too long, or among the first that a stranger would try. */
export function whyNotPassword(password: string) {
  if (password.length < SHORTEST_PASSWORD) return `Use at least ${SHORTEST_PASSWORD} characters.`
  if (password.length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters.`
  const plain = password.toLowerCase()
  const isOneCharacter = new Set(plain).size < 3
  if (COMMON.has(plain) || isOneCharacter) return 'That is among the first that a stranger would try. Choose another.'
}

/** A password that somebody chooses. */
export const Password = z.string().superRefine((password, context) => {
  const refusal = whyNotPassword(password)
  if (refusal) context.addIssue(refusal)
})
