import type { EngineSettings } from '../engine.ts'

/** What the server asks of the process that holds the engine. */
export type Request =
  | { id: number; kind: 'ask'; sql: string; settings: EngineSettings; lane: 'read' | 'quick' | 'write' }
  | { id: number; kind: 'insert'; table: string; body: Buffer; settings: EngineSettings }

/** What that process answers; `ready` once, `lost` when it cannot begin. */
export type Reply =
  | { kind: 'ready' }
  | { kind: 'lost'; why: string; isMissing: boolean }
  | { kind: 'done'; id: number; text: string }
  | { kind: 'failed'; id: number; says: string }

export const DATABASE = 'throughline'
