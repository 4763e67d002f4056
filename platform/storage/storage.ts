import path from 'node:path'
import type { Readable } from 'node:stream'

import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** Where the bytes of uploaded files lie, by key. Nothing here knows whose they are. */
export type Storage = {
  /** The most bytes that one file may have. */
  largest: number
  /** Writes a stream of exactly `size` bytes. When it fails, nothing is left under the key. */
  put: (key: string, bytes: Readable, of: { size: number; type: string }) => Promise<void>
  /** Throws when nothing lies there. */
  read: (key: string) => Promise<Readable>
  /** Does nothing when nothing lies there. */
  remove: (key: string) => Promise<void>
}

export type StorageSettings = {
  DATA_DIR: string
  UPLOAD_LIMIT_MB: number
  S3_BUCKET?: string | undefined
  S3_REGION?: string | undefined
  S3_ENDPOINT?: string | undefined
  S3_ACCESS_KEY_ID?: string | undefined
  S3_SECRET_ACCESS_KEY?: string | undefined
}

/** Opens the bucket that the settings name, or else the folder `files` in the data folder. */
export function openStorage(settings: StorageSettings): Storage {
  let opened: Promise<Disk> | undefined
  const disk = () => (opened ??= diskOf(settings))
  return {
    largest: settings.UPLOAD_LIMIT_MB * 2 ** 20,
    async put(key, bytes, { size, type }) {
      const on = await disk()
      try {
        await on.putStream(key, bytes, { contentLength: size, contentType: type })
      } catch (error) {
        await on.delete(key).catch(() => {})
        // The driver wraps what the stream itself threw, and the caller knows that better.
        throw error instanceof Error && error.cause instanceof Error ? error.cause : error
      }
    },
    read: async (key) => {
      const on = await disk()
      // On disk a stream of a missing file fails only when it is read, too late for an answer.
      if (!(await on.exists(key))) throw new Error('This file is gone from the storage.')
      return on.getStream(key)
    },
    remove: async (key) => (await disk()).delete(key),
  }
}

async function diskOf(settings: StorageSettings) {
  if (!settings.S3_BUCKET) {
    return new Disk(new FSDriver({ location: path.join(settings.DATA_DIR, 'files'), visibility: 'private' }))
  }
  // Loaded only where it is used: it is as large as the rest of the server.
  const { S3Driver } = await import('flydrive/drivers/s3')
  return new Disk(
    new S3Driver({
      bucket: settings.S3_BUCKET,
      region: settings.S3_REGION ?? 'us-east-1',
      credentials: {
        accessKeyId: settings.S3_ACCESS_KEY_ID ?? '',
        secretAccessKey: settings.S3_SECRET_ACCESS_KEY ?? '',
      },
      ...(settings.S3_ENDPOINT ? { endpoint: settings.S3_ENDPOINT, forcePathStyle: true } : {}),
      // Many S3-compatible servers know no access lists and no trailing checksums.
      supportsACL: false,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      visibility: 'private',
    }),
  )
}
