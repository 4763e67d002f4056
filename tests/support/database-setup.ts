import type { TestProject } from 'vitest/node'

import { joinCluster, type TestCluster } from './database-cluster.ts'

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface can be added to from outside
  export interface ProvidedContext {
    testCluster: TestCluster
  }
}

export default async function setUp(project: TestProject) {
  const { leave, ...cluster } = await joinCluster()
  project.provide('testCluster', cluster)
  return leave
}
