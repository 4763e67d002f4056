import { queryClient } from '#platform/client/query-client.ts'
import { workspaceInPath } from '#platform/client/workspace.ts'

import type { StoredFile } from '../contract.ts'
import { files } from './api.ts'

type How = { recordId?: string | undefined; onProgress?: (share: number) => void; signal?: AbortSignal }

/** Uploads one file byte for byte. Rejects with a sentence for the reader when it is refused. */
export async function uploadFile(file: File, { recordId, onProgress, signal }: How = {}): Promise<StoredFile> {
  // Asked first: a server that refuses in the middle of an upload looks like a broken network.
  const { largest } = await queryClient.fetchQuery(files.limits.queryOptions({ staleTime: Infinity }))
  if (file.size > largest)
    throw new Error(`${file.name} is too large. A file may have at most ${largest / 2 ** 20} MB.`)

  const query = new URLSearchParams({ name: file.name, ...(recordId ? { record: recordId } : {}) })
  // Only this older way of asking tells how far an upload is.
  const request = new XMLHttpRequest()
  request.open('POST', `/files?${query}`)
  request.setRequestHeader('x-workspace', workspaceInPath(location.pathname) ?? '')
  request.responseType = 'json'
  return new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0))
    request.addEventListener('error', () => reject(new Error(`${file.name} could not be sent. Try again.`)))
    request.addEventListener('abort', () => reject(new Error(`${file.name} was not sent.`)))
    request.addEventListener('load', () => {
      if (request.status === 201)
        // The server answers 201 with just this; only dates do not survive JSON.
        return resolve({ ...(request.response as StoredFile), at: new Date(request.response.at) })
      const message = (request.response as { message?: string } | null)?.message
      reject(new Error(message ? `${file.name}: ${message}` : `${file.name} could not be kept. Try again.`))
    })
    signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

/** How a file stands in a text in Markdown: a picture is shown, all else is linked. */
export const markdownOf = (file: StoredFile) => {
  const name = file.name.replaceAll(/[[\]]/g, '')
  return `${file.type.startsWith('image/') ? '!' : ''}[${name}](${file.path})`
}
