import type { TestProject } from 'vitest/node'

import { joinCluster, type TestCluster } from './database-cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: TestCluster
  }
}

export default async function setUp(project: TestProject) {
  const { leave, ...cluster } = await joinCluster()
  project.provide('testCluster', cluster)
  return leave
}
