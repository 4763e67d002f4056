import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./platform/*/tables.ts', './commons/**/tables.ts', './practices/**/tables.ts'],
  out: process.env.MIGRATIONS_OUT ?? './platform/database/migrations',
})
