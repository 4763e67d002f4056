import { defineConfig } from 'rolldown'

// One program instead of a thousand files: a third of the start time and half of the memory, because Node reads
// drizzle-orm's large package.json again for every module that it imports.
export default defineConfig({
  input: { throughline: 'app/cli.ts', 'warehouse-program': 'platform/warehouse/embedded/program.ts' },
  platform: 'node',
  external: ['pg-native', /^@opentelemetry\//, 'bun:sqlite'],
  // A name that leads nowhere would otherwise fail at the start, not here.
  onLog(level, log, pass) {
    if (log.code === 'UNRESOLVED_IMPORT') pass('error', log)
    else pass(level, log)
  },
  output: {
    dir: 'dist/server',
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
    cleanDir: true,
  },
})
