import { useQuery } from '@tanstack/react-query'

import { ErrorState, Link, LoadingState } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { AnswerShown } from './answer.tsx'
import { questions } from './api.ts'

/** The answer to a kept question, as of now, wherever it is shown: on a dashboard, in a document. */
export function QuestionAnswer({ questionKey }: { questionKey: string }) {
  const question = useQuery(questions.get.queryOptions({ input: { key: questionKey } }))
  const result = useQuery(questions.answer.queryOptions({ input: { key: questionKey } }))
  if (question.error) return <ErrorState message={refusalOf(question.error) ?? ''} />
  if (!question.data) return <LoadingState like="text" rows={6} />
  const { title, key, projectId } = question.data
  return (
    <section aria-label={title}>
      <Link href={`/questions/${key}`}>{title}</Link>
      <AnswerShown projectId={projectId} result={result} />
    </section>
  )
}
