import { eq } from 'drizzle-orm'

import { createWorkspace } from '#commons/people/admin.ts'
import { workspaces } from '#commons/people/tables.ts'
import { assemble } from '#platform/api/assemble.ts'
import { createSeal } from '#platform/auth/seal.ts'
import type { Settings } from '#platform/config/config.ts'
import type { Database } from '#platform/database/database.ts'
import type { Log } from '#platform/log/log.ts'
import { openStorage } from '#platform/storage/storage.ts'
import { openWarehouse } from '#platform/warehouse/warehouse.ts'

import { fillDemo } from './demo.ts'
import { features } from './features.ts'

/** Data set S: a workspace with the demo team and its year, and somebody who can sign in to it. */
export async function seedDemo(
  database: Database,
  settings: Settings,
  log: Log,
  options: { email: string; password?: string },
) {
  const made = await database.asOwner('write', async (tx) => {
    const created = await createWorkspace(tx, {
      workspaceName: 'Fernway',
      name: 'Robin Example',
      email: options.email,
      password: options.password,
      discipline: 'product management',
      timeZone: 'Europe/Berlin',
    })
    await tx.update(workspaces).set({ isDemo: true }).where(eq(workspaces.workspaceId, created.workspaceId))
    return created
  })
  const warehouse = openWarehouse(settings, log)
  const { host, relay } = assemble(features, database, {
    log,
    baseUrl: settings.BASE_URL,
    secret: settings.SECRET,
    seal: createSeal(settings.SECRET),
    sendMail: async () => {},
    fetch,
    storage: openStorage(settings),
    warehouse,
  })
  await fillDemo(host, made.workspaceId, new Date())
  await relay.relay()
  await warehouse.close()
  return made
}
