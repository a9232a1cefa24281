import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // No test mocks a module, so that all can share one; starting anew for each file took most of the time.
    isolate: false,
    // Some tests run the command line many times, each a process that loads an index, while others do the same.
    testTimeout: 60_000,
    hookTimeout: 60_000, // ... and indexes are built in front of others.
    // Much of the time is spent waiting for processes of their own.
    maxWorkers: '100%',
    globalSetup: 'test/support/require-node.ts',
  },
});
