/** One way to reach ClickHouse. `sql` and settings go over as they are; the answer is JSONCompact. */
export type Engine = {
  ask: (sql: string, settings: EngineSettings, lane: 'read' | 'quick' | 'write') => Promise<string>
  insert: (table: string, body: Buffer, settings: EngineSettings) => Promise<void>
  isLoaded: () => boolean
  close: () => Promise<void>
}

export type EngineSettings = Record<string, string | number>
