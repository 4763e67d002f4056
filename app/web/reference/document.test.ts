import { expect, test } from 'vitest'

import { curlOf, exampleOf, found, groupsOf, type OpenApi, type Schema, typeWords } from './document.ts'

const answer = (properties: Record<string, Schema>) => ({
  content: { 'application/json': { schema: { type: 'object', properties, required: Object.keys(properties) } } },
})
const refusal = (code: string, says: string) => ({
  content: {
    'application/json': {
      schema: {
        oneOf: [
          { type: 'object', properties: { code: { const: code }, message: { type: 'string', default: says } } },
          { type: 'object', properties: { code: { type: 'string' }, message: { type: 'string' } } },
        ],
      },
    },
  },
})
const document: OpenApi = {
  info: { version: '1' },
  paths: {
    '/work-items/{id}/move': {
      post: {
        operationId: 'workItems.move',
        summary: 'Moves an item.',
        'x-may': 'contributor',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        requestBody: answer({ group: { type: 'string', enum: ['started', 'completed'] } }),
        responses: {
          200: answer({ item: { type: 'object', properties: { key: { type: 'string' } }, required: ['key'] } }),
          404: refusal('NOT_FOUND', 'That is not here.'),
          409: refusal('TOO_LATE', 'It was too late.'),
        },
      },
    },
    '/metrics': {
      get: {
        operationId: 'metrics.list',
        summary: 'The metrics.',
        'x-may': 'observer',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 30 } },
        ],
        responses: { 200: answer({}) },
      },
    },
  },
}
const groups = groupsOf(document)
const move = groups[1]!.procedures[0]!

test('procedures stand by feature, with who may ask and what they refuse, their own refusals first', () => {
  expect(groups.map(({ name }) => name)).toEqual(['Metrics', 'Work items'])
  expect(move).toMatchObject({
    method: 'POST',
    may: 'Contributors, members and admins',
    inAddress: [{ name: 'id', type: 'id', isRequired: true }],
    body: [{ fields: [{ name: 'group', type: '"started", "completed"', isRequired: true }] }],
    answer: [
      {
        fields: [
          { name: 'item', type: 'object' },
          { name: 'item.key', type: 'text' },
        ],
      },
    ],
    refusals: [
      { code: 'TOO_LATE', status: 409, says: 'It was too late.' },
      { code: 'NOT_FOUND', status: 404 },
    ],
  })
  expect(groups[0]!.procedures[0]!.inAddress).toEqual([
    { name: 'limit', type: 'whole number', isRequired: false, notes: 'unless given: 30; at least 1; at most 100' },
  ])
})

test('a choice between objects is told choice by choice', () => {
  const either = (kind: string): Schema => ({
    type: 'object',
    properties: { kind: { const: kind }, [kind]: { type: 'string' } },
  })
  const [group] = groupsOf({
    info: { version: '1' },
    paths: {
      '/x': {
        post: {
          operationId: 'x.y',
          requestBody: { content: { 'application/json': { schema: { anyOf: [either('csv'), either('json')] } } } },
          responses: {},
        },
      },
    },
  })
  expect(group!.procedures[0]!.body.map(({ when, fields }) => [when, fields.map(({ name }) => name)])).toEqual([
    ['When kind is "csv"', ['kind', 'csv']],
    ['When kind is "json"', ['kind', 'json']],
  ])
})

test('a line for the terminal carries token, key and body, and quotes what the shell would read', () => {
  expect(curlOf(move, 'https://t.example')).toBe(
    `curl -X POST 'https://t.example/api/v1/work-items/019aa0c4-7c1e-7d20-9a3e-5b1f6c2d8e40/move' \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Idempotency-Key: $(uuidgen)" \\
  -H "Content-Type: application/json" \\
  -d '{"group":"started"}'`,
  )
  expect(curlOf({ ...move, example: { address: '/x', body: { a: "it's" } } }, '')).toContain(String.raw`it'\''s`)
})

test('types are told in words', () => {
  expect(typeWords({ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] })).toBe('day or null')
  expect(typeWords({ type: 'array', items: { type: 'string', format: 'uuid' } })).toBe('list of ids')
  expect(typeWords({ type: 'object', additionalProperties: { type: 'boolean' } })).toBe('map to true or false')
  expect(typeWords({})).toBe('anything')
  expect(exampleOf({ type: 'array', items: { type: 'string' } }, 'labels')).toEqual(['<label>'])
})

test('every word looked for must be found', () => {
  expect(found(groups, 'move ITEM').map(({ name }) => name)).toEqual(['Work items'])
  expect(found(groups, 'too_late')).toHaveLength(1)
  expect(found(groups, 'move metrics')).toEqual([])
  expect(found(groups, ' ')).toBe(groups)
})
