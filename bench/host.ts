import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import pg from 'pg'
import pino from 'pino'

import type { WholeContract } from '#app/features.ts'
import { features } from '#app/features.ts'
import type { Asked } from '#platform/api/answer.ts'
import { assemble } from '#platform/api/assemble.ts'
import type { Me } from '#platform/auth/identity.ts'
import { createSeal } from '#platform/auth/seal.ts'
import { openDatabase } from '#platform/database/database.ts'
import type { SocketConnection } from '#platform/database/embedded/start.ts'
import { openStorage } from '#platform/storage/storage.ts'
import { openWarehouse } from '#platform/warehouse/warehouse.ts'

export const SECRET = 'a secret that only measuring knows, of enough length'

export type Api = ContractRouterClient<WholeContract>
export type Bench = ReturnType<typeof openBench>

/** All features in this process, and beside them a bare pool of the same driver on the same database. */
export function openBench(connection: SocketConnection, dataDir: string) {
  const database = openDatabase(connection)
  const bare = new pg.Pool({ ...connection, max: 20 })
  const warehouse = openWarehouse({ DATA_DIR: dataDir, CLICKHOUSE_URL: undefined }, pino({ level: 'error' }))
  const assembled = assemble(features, database, {
    log: pino({ level: process.env.LOG_LEVEL ?? 'error' }),
    baseUrl: 'http://localhost:3000',
    secret: SECRET,
    seal: createSeal(SECRET),
    sendMail: async () => {},
    fetch: () => Promise.reject(new Error('Measuring asks nobody outside.')),
    storage: openStorage({ DATA_DIR: dataDir, UPLOAD_LIMIT_MB: 1 }),
    warehouse,
  })
  const apiOf = (me: Me, options: { key?: string } = {}): Api => {
    const context = (): Asked => ({
      host: assembled.host,
      who: { me, ...(me.userId ? { userId: me.userId } : {}) },
      now: new Date(),
      ...options,
    })
    // The router is one of all features together, whose types only the list of them knows.
    return createRouterClient(assembled.router, { context }) as unknown as Api
  }
  return {
    database,
    bare,
    assembled,
    apiOf,
    async close() {
      await assembled.relay.stop()
      await warehouse.close()
      await bare.end()
      await database.close()
    },
  }
}

/** Members of a workspace who may write, in the order in which they were made; the first is an admin. */
export async function membersOf(bare: pg.Pool, workspaceId: string): Promise<Me[]> {
  const { rows } = await bare.query<Me>(
    `select id, workspace_id as "workspaceId", user_id as "userId", name, role, side, time_zone as "timeZone"
    from members where workspace_id = $1 and role in ('member', 'admin') and kind = 'person' order by role, id`,
    [workspaceId],
  )
  return rows
}
