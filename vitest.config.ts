import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // No test mocks a module, so that all can share one; starting anew for each file took most of the time.
    isolate: false,
    globalSetup: 'test/support/require-node.ts',
  },
});
